package io.github.throttled.internal.jaxrs;

import io.github.throttled.Decision;
import io.github.throttled.RateLimitExceededException;

/**
 * What a request filter throws: the same filter writes the rate limit fields of the response, which
 * tell of all decisions that were made for the request.
 */
final class RejectedRequest extends RateLimitExceededException {

    private static final long serialVersionUID = 1L;

    private final transient RequestRejection rejection;

    RejectedRequest(Decision decision, RequestRejection rejection) {
        super(decision);
        this.rejection = rejection;
    }

    /** Who rejects requests by this. */
    RequestRejection rejection() {
        return rejection;
    }
}
