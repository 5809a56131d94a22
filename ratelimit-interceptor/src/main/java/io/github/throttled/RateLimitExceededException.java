package io.github.throttled;

import jakarta.ejb.ApplicationException;

import java.util.Objects;

/**
 * Thrown to the caller of a {@link Throttled @Throttled} method if a policy rejects the call.
 *
 * <p>It does not roll back a transaction, and an EJB container does not wrap it. If it leaves a
 * REST resource, the client gets status 429, or 503 for {@link Decision.Reason#STORE_FAILURE}. An
 * {@code ExceptionMapper} of the application replaces that response.
 *
 * <p>It has no stack trace: each rejected call throws one exception, and many rejections must cost
 * little.
 */
@ApplicationException(rollback = false)
public class RateLimitExceededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Decision decision;

    /**
     * Creates the exception. Its message names the policy, and says when the caller may try again.
     *
     * @param decision the rejection; not null
     * @throws NullPointerException if the decision is null
     */
    public RateLimitExceededException(Decision decision) {
        super(message(Objects.requireNonNull(decision, "decision")), null, false, false);
        this.decision = decision;
    }

    /**
     * Returns the decision that rejected the call.
     *
     * @return null only after deserialization, because the decision is not serialized
     */
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
