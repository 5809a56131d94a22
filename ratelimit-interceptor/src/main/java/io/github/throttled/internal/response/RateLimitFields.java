package io.github.throttled.internal.response;

import io.github.throttled.Decision;
import io.github.throttled.internal.config.settings.HeaderStyle;

import jakarta.ws.rs.core.MultivaluedMap;

import java.util.List;
import java.util.Set;

/**
 * Writes the rate limit fields of a response.
 *
 * <p>A redirection does not report that little remains, as the IETF draft recommends. A client
 * might otherwise wait before it follows the redirection. A 304 redirects nowhere, and frequent
 * polling often gets nothing else, so it has all fields.
 */
public final class RateLimitFields {

    /** The names of the fields of all styles. */
    public static final List<String> NAMES =
            List.of(
                    IetfFieldWriter.POLICY,
                    IetfFieldWriter.STATE,
                    XRateLimitWriter.LIMIT,
                    XRateLimitWriter.REMAINING,
                    XRateLimitWriter.RESET);

    private static final int NOT_MODIFIED = 304;

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
                case IETF, IETF_10, IETF_11 ->
                        IetfFieldWriter.write(decisions, isRedirection, headers);
                case X_RATELIMIT -> XRateLimitWriter.write(decisions, 0, isRedirection, headers);
                case X_RATELIMIT_EPOCH ->
                        XRateLimitWriter.write(decisions, nowSeconds(), isRedirection, headers);
            }
        }
    }

    /** Removes the fields of all styles from the headers of a response. */
    public static void remove(MultivaluedMap<String, Object> headers) {
        NAMES.forEach(headers::remove);
    }

    /** Whether at most a tenth of the quota remains. */
    static boolean isLow(long remaining, long quota) {
        return remaining <= quota / 10;
    }

    private static long nowSeconds() {
        return System.currentTimeMillis() / 1000;
    }
}
