package io.github.throttled.internal.engine.failover;

/**
 * The member of the grid that would have to answer does not. Has no stack trace: all who wait for
 * the member get the same one.
 */
final class SilentMemberException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SilentMemberException(String message) {
        super(message, null, false, false);
    }
}
