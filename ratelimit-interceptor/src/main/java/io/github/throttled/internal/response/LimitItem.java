package io.github.throttled.internal.response;

import io.github.throttled.Decision;
import io.github.throttled.Decision.LimitState;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One limit with its name in responses. The response fields and the problem body use the same name,
 * so that a client can match them.
 *
 * @param quotedName the policy's name as a {@link QuotedText}; with the window appended ({@code
 *     orders-1s}, {@code orders-1h}) if the policy has several limits
 * @param partition stands for the partition key; empty if the response must not contain it
 * @param state the state of the limit
 * @param violated whether the call exceeded this limit
 */
public record LimitItem(String quotedName, String partition, LimitState state, boolean violated) {

    /** Returns the limits of all decisions in order, each with a distinct name. */
    public static List<LimitItem> of(List<Decision> decisions) {
        List<LimitItem> items = new ArrayList<>(decisions.size());
        for (Decision decision : decisions) {
            for (LimitState limit : decision.limits()) {
                String quotedName = distinctQuoted(name(decision, limit), items);
                items.add(
                        new LimitItem(
                                quotedName,
                                decision.partition(),
                                limit,
                                violated(decision, limit)));
            }
        }
        return items;
    }

    /**
     * Returns the time until more permits are left if there are no calls, in whole seconds, rounded
     * up; 0 if all are left, or if the time is unknown.
     */
    public long moreSeconds() {
        return WholeSeconds.roundedUp(state.moreAfter());
    }

    private static String name(Decision decision, LimitState limit) {
        return decision.limits().size() == 1
                ? decision.policy()
                : decision.policy() + '-' + compact(limit.window());
    }

    /**
     * Appends a number if the name is taken: limits may share a window, or a policy may have the
     * name of another policy's limit.
     */
    private static String distinctQuoted(String name, List<LimitItem> others) {
        String quoted = QuotedText.field(name);
        for (int i = 2; isTaken(quoted, others); i++) {
            quoted = QuotedText.field(name + '-' + i);
        }
        return quoted;
    }

    /** Searches linearly: a call has so few limits that a set would be slower. */
    private static boolean isTaken(String quotedName, List<LimitItem> others) {
        for (LimitItem other : others) {
            if (other.quotedName().equals(quotedName)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the call exceeded this limit. If a rejection names no limit, as when too many calls
     * are undecided, all limits count as exceeded. A denied caller, and a call that the store could
     * not decide, exceeded none.
     */
    private static boolean violated(Decision decision, LimitState limit) {
        return switch (decision.reason()) {
            case ADMITTED, STORE_FAILURE, DENIED -> false;
            case QUOTA, BAN ->
                    rejects(limit) || decision.limits().stream().noneMatch(LimitItem::rejects);
        };
    }

    private static boolean rejects(LimitState limit) {
        return !limit.retryAfter().isZero();
    }

    /**
     * Formats a window in the largest unit without a remainder: {@code 1d}, {@code 15m}, {@code
     * 90s}.
     */
    private static String compact(Duration window) {
        for (TimeUnitText unit : TimeUnitText.values()) {
            if (window.getNano() == 0 && window.getSeconds() % unit.seconds() == 0) {
                return unit.compact(window.getSeconds() / unit.seconds());
            }
        }
        return window.toMillis() + "ms";
    }
}
