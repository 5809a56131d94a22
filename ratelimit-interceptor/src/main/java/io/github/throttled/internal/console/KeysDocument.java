package io.github.throttled.internal.console;

import static io.github.throttled.internal.console.JsonParts.array;
import static io.github.throttled.internal.console.JsonParts.object;
import static io.github.throttled.internal.console.JsonParts.seconds;
import static io.github.throttled.internal.console.JsonParts.toArray;

import io.github.throttled.Decision;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.control.ControlCenter;
import io.github.throttled.internal.observability.usage.BusyKey;
import io.github.throttled.internal.observability.usage.DecisionCounter;
import io.github.throttled.internal.observability.usage.KeyHash;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import java.util.ArrayList;
import java.util.List;

/** The JSON documents with the busiest keys of a policy and with one key. */
final class KeysDocument {

    private static final int SHOWN = 20;

    private final ControlCenter console;

    KeysDocument(ControlCenter console) {
        this.console = console;
    }

    /** Returns the busiest keys and all other keys that are banned manually. */
    JsonObjectBuilder busiest(Policy policy) {
        List<BusyKey> keys = new ArrayList<>(console.usage().busyKeys(policy.name(), SHOWN));
        console.bans().keys(policy).stream()
                .filter(key -> keys.stream().noneMatch(busy -> busy.key().equals(key)))
                .limit(SHOWN)
                .forEach(key -> keys.add(new BusyKey(DecisionCounter.NO_TIER, key, 0, 0)));
        return object().add("policy", policy.name())
                .add("keys", keys.stream().map(key -> busy(policy, key)).collect(toArray()));
    }

    JsonObjectBuilder one(KeyTarget target) {
        Policy policy = target.policy();
        Decision decision = peek(policy, target.key());
        JsonObjectBuilder tiers = object();
        policy.tiers()
                .keySet()
                .forEach(tier -> tiers.add(tier, limits(peek(policy.inTier(tier), target.key()))));
        return object().add("policy", policy.name())
                .add("id", KeyHash.id(target.key()))
                .add("key", target.key())
                .add("tier", target.tier())
                .add("limits", limits(decision))
                .add("tiers", tiers)
                .add("bannedUntil", bannedUntil(policy, target.key(), decision))
                .add("calls", target.calls())
                .add("rejected", target.rejected());
    }

    private JsonObjectBuilder busy(Policy policy, BusyKey key) {
        Decision decision = peek(inTier(policy, key.tier()), key.key());
        return object().add("id", key.id())
                .add("shown", MaskedKey.of(key.key()))
                .add("tier", key.tier())
                .add("calls", key.calls())
                .add("rejected", key.rejected())
                .add("limit", decision.limit())
                .add("remaining", decision.remaining())
                .add("resetAfter", seconds(decision.resetAfter()))
                .add("retryAfter", seconds(decision.retryAfter()))
                .add("bannedUntil", bannedUntil(policy, key.key(), decision));
    }

    /** Uses the policy's own limits for a tier that no longer exists. */
    private static Policy inTier(Policy policy, String tier) {
        return policy.tiers().containsKey(tier) ? policy.inTier(tier) : policy;
    }

    private Decision peek(Policy policy, String key) {
        return console.control().peek(policy, key);
    }

    /** Returns the end of a manual ban, else that of a ban by the policy; 0 for no ban. */
    private long bannedUntil(Policy policy, String key, Decision decision) {
        long byHand = console.bans().untilMillis(policy, key);
        if (byHand > 0 || decision.reason() != Decision.Reason.BAN) {
            return byHand;
        }
        return console.control().nowMillis() + decision.retryAfter().toMillis();
    }

    private static JsonArrayBuilder limits(Decision decision) {
        JsonArrayBuilder limits = array();
        decision.limits()
                .forEach(
                        limit ->
                                limits.add(
                                        object().add("quota", limit.quota())
                                                .add("window", seconds(limit.window()))
                                                .add("remaining", limit.remaining())
                                                .add("resetAfter", seconds(limit.resetAfter()))
                                                .add("retryAfter", seconds(limit.retryAfter()))));
        return limits;
    }
}
