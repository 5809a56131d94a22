package io.github.throttled.internal.response;

import io.github.throttled.Decision;
import io.github.throttled.Decision.LimitState;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One limit under the name that a client knows it by. The response fields and the problem body use
 * the same name, so that a client can look up what it ran into.
 *
 * @param quotedName the policy's name as a {@link QuotedString}; with the window behind it ({@code
 *     orders-1s}, {@code orders-1h}) if the policy has several limits
 * @param partition stands for the caller's key; empty if nothing of it is told
 * @param state where the limit stands
 * @param violated whether the call was rejected because of this limit
 */
public record LimitItem(String quotedName, String partition, LimitState state, boolean violated) {

    /** The limits of all decisions in order, each under a name of its own. */
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
     * Whole seconds that a client does well to wait: until this limit admits the call that it
     * rejected, else until its quota is whole.
     */
    public long waitSeconds() {
        Duration retryAfter = state.retryAfter();
        boolean waitingHelps = !retryAfter.isZero() && !retryAfter.equals(Decision.NEVER);
        return WholeSeconds.roundedUp(waitingHelps ? retryAfter : state.resetAfter());
    }

    private static String name(Decision decision, LimitState limit) {
        return decision.limits().size() == 1
                ? decision.policy()
                : decision.policy() + '-' + compact(limit.window());
    }

    /** Two limits may share a window, and a policy may be named like another one's limit. */
    private static String distinctQuoted(String name, List<LimitItem> others) {
        String quoted = QuotedString.of(name);
        for (int i = 2; isTaken(quoted, others); i++) {
            quoted = QuotedString.of(name + '-' + i);
        }
        return quoted;
    }

    /** A call has few limits: to look at each is quicker than a set of them. */
    private static boolean isTaken(String quotedName, List<LimitItem> others) {
        for (LimitItem other : others) {
            if (other.quotedName().equals(quotedName)) {
                return true;
            }
        }
        return false;
    }

    /** A policy that was rejected by none of its limits, as when the store fails, blames all. */
    private static boolean violated(Decision decision, LimitState limit) {
        return !decision.allowed()
                && (objects(limit) || decision.limits().stream().noneMatch(LimitItem::objects));
    }

    private static boolean objects(LimitState limit) {
        return !limit.retryAfter().isZero();
    }

    /** In the largest unit that leaves no rest: {@code 1d}, {@code 15m}, {@code 90s}. */
    private static String compact(Duration window) {
        for (TimeUnitText unit : TimeUnitText.values()) {
            if (window.getNano() == 0 && window.getSeconds() % unit.seconds() == 0) {
                return unit.compact(window.getSeconds() / unit.seconds());
            }
        }
        return window.toMillis() + "ms";
    }
}
