package io.github.throttled.internal.observability.usage;

import io.github.throttled.Decision;
import io.github.throttled.internal.config.model.Mode;
import io.github.throttled.internal.config.syntax.KebabCase;
import io.github.throttled.internal.engine.Grant;

/** The outcome of a call at one policy. Each decision has exactly one. */
public enum Outcome {
    /** The limits admitted the call. */
    ADMITTED,
    /** A limit had too few permits left. */
    REJECTED,
    /** A policy in dry run would have rejected the call, for any reason. */
    DRY_RUN_REJECTED,
    /** The call was admitted without the store, which did not answer. */
    FAILED_OPEN,
    /** The call was rejected because the store did not answer. */
    FAILED_CLOSED,
    /** The caller was banned. */
    BANNED,
    /** The policy denies all calls of the caller. */
    DENIED;

    private final String label = KebabCase.of(this);

    /** Returns the outcome of a call at a policy in the given mode. */
    public static Outcome of(Grant grant, Mode mode) {
        return grant.allowed() && !grant.isOfStore()
                ? FAILED_OPEN
                : grant.allowed() ? ADMITTED : of(grant.decision(), mode);
    }

    /** Returns the outcome of a decision by the store, for a policy in the given mode. */
    public static Outcome of(Decision decision, Mode mode) {
        return mode == Mode.ENFORCE || decision.allowed()
                ? of(decision.reason())
                : DRY_RUN_REJECTED;
    }

    private static Outcome of(Decision.Reason reason) {
        return switch (reason) {
            case ADMITTED -> ADMITTED;
            case QUOTA -> REJECTED;
            case STORE_FAILURE -> FAILED_CLOSED;
            case BAN -> BANNED;
            case DENIED -> DENIED;
        };
    }

    /** Whether the call was admitted. */
    public boolean isAdmission() {
        return this == ADMITTED || this == FAILED_OPEN || this == DRY_RUN_REJECTED;
    }

    /** Returns the name in metrics: {@code dry-run-rejected}. */
    public String label() {
        return label;
    }
}
