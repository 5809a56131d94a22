package io.github.throttled.internal.response;

import io.github.throttled.Decision;
import io.github.throttled.Decision.LimitState;
import io.github.throttled.QuotaUnit;

import jakarta.ws.rs.core.MultivaluedMap;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * Writes {@code RateLimit-Policy} and {@code RateLimit} of draft-ietf-httpapi-ratelimit-headers, 10
 * and 11: lists of RFC 9651, one string item for each limit with integer parameters.
 *
 * <p>The two drafts say {@code t} in different words: the seconds until additional quota is
 * available, or within which the client can use no more than the available quota. The whole seconds
 * until more permits remain are both.
 */
final class IetfFieldWriter {

    static final String POLICY = "RateLimit-Policy";
    static final String STATE = "RateLimit";

    /** An integer of RFC 9651 has at most 15 digits. */
    private static final long MAX_INTEGER = 999_999_999_999_999L;

    /** The initial capacity per item in characters; most items are shorter. */
    private static final int ITEM_LENGTH = 64;

    private IetfFieldWriter() {}

    /** Adds the fields, unless one of them is there. */
    static void write(
            List<Decision> decisions,
            boolean isRedirection,
            MultivaluedMap<String, Object> headers) {
        if (headers.containsKey(POLICY) || headers.containsKey(STATE)) {
            return;
        }
        List<LimitItem> items = LimitItem.of(decisions);
        headers.putSingle(POLICY, list(items, IetfFieldWriter::addQuotaAndWindow));
        if (isRedirection) {
            items.removeIf(item -> isLow(item.state()));
        }
        if (!items.isEmpty()) {
            headers.putSingle(STATE, list(items, IetfFieldWriter::addRemainingAndTime));
        }
    }

    private static boolean isLow(LimitState limit) {
        return RateLimitFields.isLow(limit.remaining(), limit.quota());
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
     * Adds {@code q}, {@code qu} and {@code w}. The quota unit is left out if it is {@code
     * requests}, the default of the drafts. A limit of concurrent calls has no window. A window
     * below one second is written as one second, the smallest value of {@code w}.
     */
    private static void addQuotaAndWindow(StringBuilder list, LimitItem item) {
        LimitState limit = item.state();
        list.append(";q=").append(integer(limit.quota()));
        if (limit.window().isZero()) {
            list.append(";qu=\"concurrent-requests\"");
            return;
        }
        if (limit.quotaUnit() == QuotaUnit.CONTENT_BYTES) {
            list.append(";qu=\"content-bytes\"");
        }
        list.append(";w=").append(integer(WholeSeconds.roundedUp(limit.window())));
    }

    /**
     * Adds {@code r} and {@code t}. A {@code t} is left out if the whole quota is left, or if the
     * time is unknown.
     */
    private static void addRemainingAndTime(StringBuilder list, LimitItem item) {
        list.append(";r=").append(integer(item.state().remaining()));
        if (item.moreSeconds() > 0) {
            list.append(";t=").append(integer(item.moreSeconds()));
        }
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
}
