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
 * Writes the rate limit fields of a response.
 *
 * <p>{@code RateLimit-Policy} and {@code RateLimit} follow draft-ietf-httpapi-ratelimit-headers-10:
 * lists of RFC 9651, one string item per limit with integer parameters. The draft still changes,
 * and only this class depends on it.
 *
 * <p>{@code X-RateLimit-*} has no specification. It describes one limit, the tightest; its reset is
 * in seconds from now.
 *
 * <p>A redirection does not report that little remains, as the draft recommends. A client might
 * otherwise wait before it follows the redirection. A 304 redirects nowhere, and frequent polling
 * often gets nothing else, so it has all fields.
 */
public final class RateLimitFields {

    static final String POLICY = "RateLimit-Policy";
    static final String STATE = "RateLimit";
    static final String X_LIMIT = "X-RateLimit-Limit";
    static final String X_REMAINING = "X-RateLimit-Remaining";
    static final String X_RESET = "X-RateLimit-Reset";

    /** The names of the fields of all styles. */
    public static final List<String> NAMES = List.of(POLICY, STATE, X_LIMIT, X_REMAINING, X_RESET);

    /** An integer of RFC 9651 has at most 15 digits. */
    private static final long MAX_INTEGER = 999_999_999_999_999L;

    private static final int NOT_MODIFIED = 304;

    /** The initial capacity per item in characters; most items are shorter. */
    private static final int ITEM_LENGTH = 64;

    /** Orders rejections first, by the longest wait; then by the fewest remaining permits. */
    private static final Comparator<Decision> TIGHTEST_FIRST =
            Comparator.comparing(Decision::allowed)
                    .thenComparing(Decision::retryAfter, Comparator.reverseOrder())
                    .thenComparingLong(Decision::remaining)
                    .thenComparing(Decision::resetAfter, Comparator.reverseOrder());

    private RateLimitFields() {}

    /**
     * Adds the fields of the given styles.
     *
     * <p>The fields of a style belong together. If the application or an earlier invocation has set
     * one of them, that style is left unchanged.
     *
     * @param decisions those made for the request; if there are none, nothing is written
     * @param styles may be empty
     * @param status the status of the response
     * @param headers the headers of the response
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

    /** Removes the fields of all styles from the headers of a response. */
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

    /** Whether at most a tenth of the quota remains. */
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
     * Adds {@code q} and {@code w}. A window below one second is written as one second, the
     * smallest value of {@code w}. A limit of concurrent calls has no window and names its quota
     * unit.
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

    /** Adds the partition as a byte sequence in Base64. */
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

    /**
     * Returns the same seconds as {@code t}: a client that waits this long is not rejected again.
     */
    private static long resetSeconds(Decision decision) {
        return RetryAfter.seconds(List.of(decision))
                .orElseGet(() -> WholeSeconds.roundedUp(decision.resetAfter()));
    }
}
