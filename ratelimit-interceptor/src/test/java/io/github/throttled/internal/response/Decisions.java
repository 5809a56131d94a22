package io.github.throttled.internal.response;

import io.github.throttled.Decision;
import io.github.throttled.Decision.LimitState;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Decisions as the engine makes them, from the limits alone. */
final class Decisions {

    private static final Comparator<LimitState> TIGHTEST_FIRST =
            Comparator.comparing(LimitState::retryAfter)
                    .reversed()
                    .thenComparingLong(LimitState::remaining);

    private Decisions() {}

    /** Rejects if one of the limits does. */
    static Decision of(String policy, LimitState... limits) {
        LimitState deciding = List.of(limits).stream().min(TIGHTEST_FIRST).orElseThrow();
        return new Decision(
                deciding.retryAfter().isZero(),
                policy,
                deciding.quota(),
                deciding.remaining(),
                deciding.resetAfter(),
                deciding.retryAfter(),
                List.of(limits));
    }

    /** Rejects for this reason. */
    static Decision because(Decision.Reason reason, LimitState limit) {
        return new Decision(
                false,
                "p",
                limit.quota(),
                limit.remaining(),
                limit.resetAfter(),
                limit.retryAfter(),
                Duration.ZERO,
                List.of(limit),
                reason,
                "");
    }

    /** A limit with permits left; the durations as in {@code PT1M}. */
    static LimitState open(long quota, String window, long remaining, String resetAfter) {
        return new LimitState(
                quota,
                Duration.parse(window),
                remaining,
                Duration.parse(resetAfter),
                Duration.ZERO);
    }

    /** A limit that rejects; it is whole again when the window is over. */
    static LimitState exhausted(long quota, String window, String retryAfter) {
        return new LimitState(
                quota,
                Duration.parse(window),
                0,
                Duration.parse(window),
                Duration.parse(retryAfter));
    }

    /** A limit that the call can never pass. */
    static LimitState tooSmall(long quota, String window) {
        return new LimitState(quota, Duration.parse(window), quota, Duration.ZERO, Decision.NEVER);
    }
}
