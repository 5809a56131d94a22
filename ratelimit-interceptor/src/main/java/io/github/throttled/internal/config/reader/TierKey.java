package io.github.throttled.internal.config.reader;

import io.github.throttled.internal.config.syntax.DidYouMean;
import io.github.throttled.internal.config.syntax.PolicyName;

import java.util.List;
import java.util.Optional;

/** Detects keys that set an attribute of a policy for one of its tiers. */
final class TierKey {

    private static final String START = ConfigKeys.TIER_LIMIT.pattern().split("TIER")[0];

    private TierKey() {}

    /** The problem of the key; empty if the key is not about a tier, or only misspelt. */
    static Optional<String> problemOf(String property) {
        String[] key = property.split("\\.", -1);
        if (key.length < 5
                || key.length > 6
                || !property.startsWith(ConfigKey.ROOT + "policy.")
                || !key[3].equals("tier")
                || !PolicyName.isValid(key[2])
                || !PolicyName.isValid(key[4])) {
            return Optional.empty();
        }
        String member = key.length == 6 ? key[5] : "";
        if (DidYouMean.nearest(member, members()).isPresent()) {
            return Optional.empty();
        }
        String set = "write " + ConfigKeys.TIER_LIMIT.of(key[2], key[4]);
        Optional<String> ofPolicy = ofPolicy(key[2], member);
        return Optional.of(
                "a tier has nothing of its own but %s; %s"
                        .formatted(
                                String.join(", ", members()),
                                ofPolicy.map(
                                                whole ->
                                                        "write %s, which is for all tiers, or give these callers a policy of their own"
                                                                .formatted(whole))
                                        .orElse(set)));
    }

    /**
     * The key that sets the attribute for the whole policy; empty if there is none, or if tiers
     * have it, too.
     */
    private static Optional<String> ofPolicy(String policy, String member) {
        return ConfigKeys.all().stream()
                .filter(key -> key.pattern().equals("policy.NAME." + member))
                .filter(key -> !members().contains(member))
                .map(key -> key.of(policy))
                .findFirst();
    }

    private static List<String> members() {
        return ConfigKeys.all().stream()
                .map(ConfigKey::pattern)
                .filter(pattern -> pattern.startsWith(START))
                .map(pattern -> pattern.substring(pattern.lastIndexOf('.') + 1))
                .toList();
    }
}
