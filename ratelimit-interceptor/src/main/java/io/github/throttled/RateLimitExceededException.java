package io.github.throttled;

import jakarta.ejb.ApplicationException;

import java.util.Objects;

/**
 * Thrown to the caller of a {@link Throttled @Throttled} method that a policy rejected. It does not
 * roll back a transaction, and an EJB container does not wrap it. Where it leaves a REST resource,
 * the client gets status 429 (or 503, if only the store is to blame), unless the application has an
 * {@code ExceptionMapper} of its own for it.
 *
 * <p>It has no stack trace: there is one exception per rejected call, and a flood of those must
 * cost little.
 */
@ApplicationException(rollback = false)
public class RateLimitExceededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Decision decision;

    /** Says which policy rejected the call and when to try again. */
    public RateLimitExceededException(Decision decision) {
        super(message(Objects.requireNonNull(decision, "decision")), null, false, false);
        this.decision = decision;
    }

    /** The decision that rejected the call; null only after deserialization. */
    public Decision decision() {
        return decision;
    }

    private static String message(Decision decision) {
        String policy = " policy '" + decision.policy() + "'.";
        String when = decision.never() ? "" : " Try again in " + decision.retryAfter() + ".";
        return switch (decision.reason()) {
            case ADMITTED, QUOTA ->
                    "Rate limit exceeded for"
                            + policy
                            + (decision.never()
                                    ? " The call costs more than the limit can ever hold."
                                    : when);
            case STORE_FAILURE ->
                    "The store does not answer, so calls are denied by" + policy + when;
            case BAN -> "The caller is banned by" + policy + when;
            case DENIED -> "The caller is denied by" + policy;
        };
    }
}
