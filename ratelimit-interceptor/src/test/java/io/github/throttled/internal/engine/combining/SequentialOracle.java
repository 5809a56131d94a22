package io.github.throttled.internal.engine.combining;

import io.github.throttled.internal.config.model.Policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/** The definition of each strategy, asked one call after the other, with all grants remembered. */
final class SequentialOracle {

    /** Permits that were granted at a time. */
    record Grant(long time, long permits) {}

    private final List<Grant> grants = new ArrayList<>();
    private final Policy policy;
    private final long quota;
    private final long window;

    SequentialOracle(Policy policy) {
        this.policy = policy;
        this.quota = policy.limits().get(0).quota();
        this.window = policy.limits().get(0).window().toMillis();
    }

    boolean admits(long now, long permits) {
        return switch (policy.name()) {
            case "fixed-window", "segmented", "sliding-log" ->
                    granted(t -> counts(t, now)) + permits <= quota;
            case "sliding-window" -> slidingLoad(now) + permits * window <= quota * window;
            case "token-bucket" -> level(now) + permits * window <= quota * window;
            case "leaky-bucket" -> level(now) + permits * window < quota * window + quota;
            default -> throw new IllegalArgumentException(policy.name());
        };
    }

    Grant grant(long now, long permits) {
        Grant grant = new Grant(now, permits);
        grants.add(grant);
        return grant;
    }

    /** Forgets a grant whose permits were returned; nothing happens the second time. */
    void revoke(Grant grant) {
        grants.removeIf(one -> one == grant);
    }

    /** The same, unless the permits come back so late that they do not count any more. */
    void revoke(Grant grant, long now) {
        if (counts(grant.time(), now)) {
            revoke(grant);
        }
    }

    private boolean counts(long time, long now) {
        return switch (policy.name()) {
            case "fixed-window" -> time / window == now / window;
            case "sliding-window" -> time / window >= now / window - 1;
            case "segmented" -> part(time) >= part(now) - 6;
            case "sliding-log" -> time > now - window;
            default -> true;
        };
    }

    private long slidingLoad(long now) {
        long current = now / window;
        long previous = granted(t -> t / window == current - 1);
        return previous * (window - now % window) + granted(t -> t / window == current) * window;
    }

    private long level(long now) {
        long level = 0;
        long time = 0;
        for (Grant grant : grants) {
            level = Math.max(0, level - (grant.time() - time) * quota) + grant.permits() * window;
            time = grant.time();
        }
        return Math.max(0, level - (now - time) * quota);
    }

    private long part(long time) {
        return time * 6 / window;
    }

    private long granted(LongPredicate counts) {
        return grants.stream()
                .filter(grant -> counts.test(grant.time()))
                .mapToLong(Grant::permits)
                .sum();
    }
}
