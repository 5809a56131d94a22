package io.github.throttled.internal.config.settings;

/** The response fields that report limits to clients. */
public enum HeaderStyle {
    /** {@code RateLimit-Policy} and {@code RateLimit} of the IETF draft. */
    IETF,
    /** {@code X-RateLimit-Limit}, {@code -Remaining} and {@code -Reset}. */
    X_RATELIMIT
}
