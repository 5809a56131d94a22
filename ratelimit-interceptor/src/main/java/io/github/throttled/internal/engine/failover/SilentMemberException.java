package io.github.throttled.internal.engine.failover;

/**
 * The responsible member of the grid is silent. Has no stack trace: all calls that wait for the
 * member fail with the same exception.
 */
final class SilentMemberException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SilentMemberException(String message) {
        super(message, null, false, false);
    }
}
