package io.github.throttled.internal.response;

import io.github.throttled.Decision;
import io.github.throttled.Decision.LimitState;
import io.github.throttled.internal.config.settings.HeaderStyle;

import jakarta.ws.rs.core.MultivaluedMap;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Writes where the caller stands into response fields.
 *
 * <p>{@code RateLimit-Policy} and {@code RateLimit} are those of
 * draft-ietf-httpapi-ratelimit-headers-10: lists of RFC 9651, one string item per limit with
 * integer parameters. The draft still moves, and only this class knows it. {@code X-RateLimit-*}
 * has no specification; it tells of one limit, the tightest, and its reset is in seconds from now.
 *
 * <p>A redirection does not tell that little remains. The draft warns of that: a client that is
 * told so might wait before it follows the redirection, though that is part of the request it has
 * made. Nobody follows a 304, which often is all that a client who asks again and again gets; it
 * tells.
 */
public final class RateLimitFields {

    static final String POLICY = "RateLimit-Policy";
    static final String STATE = "RateLimit";
    static final String X_LIMIT = "X-RateLimit-Limit";
    static final String X_REMAINING = "X-RateLimit-Remaining";
    static final String X_RESET = "X-RateLimit-Reset";

    /** The fields of all styles. */
    public static final List<String> NAMES = List.of(POLICY, STATE, X_LIMIT, X_REMAINING, X_RESET);

    /** An integer of RFC 9651 has at most 15 digits. */
    private static final long MAX_INTEGER = 999_999_999_999_999L;

    private static final int NOT_MODIFIED = 304;

    /** In characters, most are shorter. */
    private static final int ITEM_LENGTH = 64;

    /** First what rejects, and of that the longest; then what has the fewest permits left. */
    private static final Comparator<Decision> TIGHTEST_FIRST =
            Comparator.comparing(Decision::allowed)
                    .thenComparing(Decision::retryAfter, Comparator.reverseOrder())
                    .thenComparingLong(Decision::remaining)
                    .thenComparing(Decision::resetAfter, Comparator.reverseOrder());

    private RateLimitFields() {}

    /**
     * Adds the fields of these styles. The fields of a style belong together: if the response has
     * one of them already, because the application or an earlier call has set it, that style is
     * left as it is.
     *
     * @param decisions those made for the request; if there are none, nothing is written
     * @param styles may be empty
     * @param status the response's
     * @param headers the response's
     */
    public static void write(
            List<Decision> decisions,
            Set<HeaderStyle> styles,
            int status,
            MultivaluedMap<String, Object> headers) {
        boolean isRedirection = status / 100 == 3 && status != NOT_MODIFIED;
        if (decisions.isEmpty()) {
            return;
        }
        for (HeaderStyle style : styles) {
            switch (style) {
                case IETF -> writeIetf(decisions, isRedirection, headers);
                case X_RATELIMIT -> writeXRateLimit(decisions, isRedirection, headers);
            }
        }
    }

    /** Removes the fields of all styles. */
    public static void remove(MultivaluedMap<String, Object> headers) {
        NAMES.forEach(headers::remove);
    }

    private static void writeIetf(
            List<Decision> decisions,
            boolean isRedirection,
            MultivaluedMap<String, Object> headers) {
        if (headers.containsKey(POLICY) || headers.containsKey(STATE)) {
            return;
        }
        List<LimitItem> items = LimitItem.of(decisions);
        headers.putSingle(POLICY, list(items, RateLimitFields::addQuotaAndWindow));
        if (isRedirection) {
            items.removeIf(item -> isLow(item.state()));
        }
        if (!items.isEmpty()) {
            headers.putSingle(STATE, list(items, RateLimitFields::addRemainingAndTime));
        }
    }

    private static boolean isLow(LimitState limit) {
        return isLow(limit.remaining(), limit.quota());
    }

    /** A tenth, or nothing. */
    private static boolean isLow(long remaining, long quota) {
        return remaining <= quota / 10;
    }

    private static String list(
            List<LimitItem> items, BiConsumer<StringBuilder, LimitItem> parameters) {
        StringBuilder list = new StringBuilder(ITEM_LENGTH * items.size());
        for (LimitItem item : items) {
            list.append(list.isEmpty() ? "" : ", ").append(item.quotedName());
            parameters.accept(list, item);
            addPartition(list, item);
        }
        return list.toString();
    }

    /**
     * A window below a second is told as a second: {@code w} knows nothing smaller. A limit of
     * calls at a time has none, and says what it counts.
     */
    private static void addQuotaAndWindow(StringBuilder list, LimitItem item) {
        list.append(";q=").append(integer(item.state().quota()));
        if (item.state().window().isZero()) {
            list.append(";qu=\"concurrent-requests\"");
        } else {
            list.append(";w=").append(integer(WholeSeconds.roundedUp(item.state().window())));
        }
    }

    private static void addRemainingAndTime(StringBuilder list, LimitItem item) {
        list.append(";r=").append(integer(item.state().remaining()));
        list.append(";t=").append(integer(item.waitSeconds()));
    }

    /** A byte sequence, in Base64. */
    private static void addPartition(StringBuilder list, LimitItem item) {
        if (!item.partition().isEmpty()) {
            list.append(";pk=:").append(item.partition()).append(':');
        }
    }

    private static long integer(long value) {
        return Math.min(value, MAX_INTEGER);
    }

    private static void writeXRateLimit(
            List<Decision> decisions,
            boolean isRedirection,
            MultivaluedMap<String, Object> headers) {
        if (headers.containsKey(X_LIMIT)
                || headers.containsKey(X_REMAINING)
                || headers.containsKey(X_RESET)) {
            return;
        }
        Decision tightest = decisions.stream().min(TIGHTEST_FIRST).orElseThrow();
        if (isRedirection && isLow(tightest.remaining(), tightest.limit())) {
            return;
        }
        headers.putSingle(X_LIMIT, Long.toString(tightest.limit()));
        headers.putSingle(X_REMAINING, Long.toString(tightest.remaining()));
        headers.putSingle(X_RESET, Long.toString(resetSeconds(tightest)));
    }

    /** As {@code t}: a client that waits this long is not rejected again. */
    private static long resetSeconds(Decision decision) {
        return RetryAfter.seconds(List.of(decision))
                .orElseGet(() -> WholeSeconds.roundedUp(decision.resetAfter()));
    }
}
