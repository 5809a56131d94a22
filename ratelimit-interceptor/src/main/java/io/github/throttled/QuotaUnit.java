package io.github.throttled;

/**
 * What one permit of a limit stands for. Throttled tells it to clients, and counts permits alike
 * for all units.
 */
public enum QuotaUnit {

    /** A permit is a request, or as much work as the cost of a call says. */
    REQUESTS,

    /** A permit is a byte of content. The application costs its calls in bytes. */
    CONTENT_BYTES
}
