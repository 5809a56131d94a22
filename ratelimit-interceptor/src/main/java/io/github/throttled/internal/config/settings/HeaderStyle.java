package io.github.throttled.internal.config.settings;

/** The response fields that report limits to clients. */
public enum HeaderStyle {
    /** {@code RateLimit-Policy} and {@code RateLimit} of the newest IETF draft that is known. */
    IETF,
    /** The fields of draft-ietf-httpapi-ratelimit-headers-10. */
    IETF_10,
    /** The fields of draft-ietf-httpapi-ratelimit-headers-11. */
    IETF_11,
    /** {@code X-RateLimit-Limit}, {@code -Remaining} and {@code -Reset} in seconds from now. */
    X_RATELIMIT,
    /** The same with {@code -Reset} in seconds since the epoch. */
    X_RATELIMIT_EPOCH
}
