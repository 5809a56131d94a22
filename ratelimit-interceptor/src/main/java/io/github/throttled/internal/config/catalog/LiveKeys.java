package io.github.throttled.internal.config.catalog;

import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.model.ThrottledElement;
import io.github.throttled.internal.config.reader.AnnotationMember;
import io.github.throttled.internal.config.reader.ConfigKey;
import io.github.throttled.internal.config.reader.ConfigKeys;
import io.github.throttled.internal.config.syntax.SafeText;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The configuration keys that can be changed while an application runs, and take effect then.
 *
 * @param catalog the policies that there are
 * @param sites where the application has annotations
 */
public record LiveKeys(PolicyCatalog catalog, Collection<ThrottledElement> sites) {

    /** What a node opens its counters with, or reads once. */
    private static final List<ConfigKey<?>> AT_DEPLOYMENT =
            List.of(ConfigKeys.POLICY_MAX_KEYS, ConfigKeys.POLICY_DURABLE);

    /**
     * Why a key cannot be changed, as a sentence without a full stop; empty if it can.
     *
     * @param key any string; not null
     */
    public Optional<String> obstacle(String key) {
        return key.startsWith(ConfigKey.ROOT) ? obstacleOfPolicy(key) : obstacleOfSite(key);
    }

    /** The key that changes the limits of a policy for callers in no tier. */
    public String limitKey(Policy policy) {
        return inlineSite(policy.name())
                .map(site -> key(site, AnnotationMember.LIMIT))
                .orElseGet(() -> ConfigKeys.POLICY_LIMIT.of(policy.name()));
    }

    /** The key that changes those for a tier. */
    public String limitKey(Policy policy, String tier) {
        return ConfigKeys.TIER_LIMIT.of(policy.name(), tier);
    }

    /** The key that changes the mode; empty for a policy that an annotation defines. */
    public Optional<String> modeKey(Policy policy) {
        return inlineSite(policy.name()).isPresent()
                ? Optional.empty()
                : Optional.of(ConfigKeys.POLICY_MODE.of(policy.name()));
    }

    /** Whether a key says something of a policy, and of no other one. */
    public boolean isOf(String key, Policy policy) {
        return inlineSite(policy.name())
                .map(
                        site ->
                                AnnotationMember.all()
                                        .anyMatch(member -> key.equals(key(site, member))))
                .orElseGet(() -> policyIn(key).filter(policy.name()::equals).isPresent());
    }

    private Optional<String> obstacleOfPolicy(String key) {
        Optional<String> policy = policyIn(key);
        if (policy.isEmpty()) {
            return Optional.of("only what belongs to a policy can be changed while it is in force");
        }
        if (AT_DEPLOYMENT.stream().anyMatch(fixed -> fixed.matches(key))) {
            return Optional.of("it is read at deployment only; change it in the configuration");
        }
        return catalog.find(policy.get()).isPresent()
                ? Optional.empty()
                : Optional.of("there is no policy " + SafeText.of(policy.get()));
    }

    private Optional<String> obstacleOfSite(String key) {
        boolean isOfSite =
                sites.stream()
                        .flatMap(
                                site ->
                                        AnnotationMember.all()
                                                .flatMap(member -> keys(site, member)))
                        .anyMatch(key::equals);
        return isOfSite
                ? Optional.empty()
                : Optional.of(
                        "there is no such key; write throttled.policy.NAME.limit, or"
                                + " com.acme.Orders/list/Throttled/limit for a method that has"
                                + " @Throttled");
    }

    private static Stream<String> keys(ThrottledElement site, AnnotationMember<?> member) {
        return Stream.of(
                member.methodKey(site.type(), site.method().getName()),
                member.classKey(site.type()),
                member.globalKey());
    }

    private static String key(ThrottledElement site, AnnotationMember<?> member) {
        return site.onMethod()
                ? member.methodKey(site.type(), site.method().getName())
                : member.classKey(site.type());
    }

    /** Where a policy is defined without a name, if it is. */
    private Optional<ThrottledElement> inlineSite(String policy) {
        return catalog.isInline(policy)
                ? sites.stream()
                        .flatMap(site -> Stream.of(site, site.methodAlone()))
                        .filter(site -> site.policyName().equals(policy))
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<String> policyIn(String key) {
        return ConfigKeys.all().stream()
                .filter(known -> known.pattern().startsWith("policy.") && known.matches(key))
                .map(known -> known.namesIn(key).get(0))
                .findFirst();
    }
}
