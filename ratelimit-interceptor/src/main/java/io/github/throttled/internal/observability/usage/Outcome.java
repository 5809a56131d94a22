package io.github.throttled.internal.observability.usage;

import io.github.throttled.Decision;
import io.github.throttled.internal.config.model.Mode;
import io.github.throttled.internal.config.syntax.KebabCase;
import io.github.throttled.internal.engine.Grant;

/** What became of a call at one policy. Each decision has exactly one. */
public enum Outcome {
    /** The limits admitted it. */
    ADMITTED,
    /** A limit had too little left for it. */
    REJECTED,
    /** It would have been rejected, whatever for, by a policy that only watches. */
    DRY_RUN_REJECTED,
    /** Admitted without the store, which did not answer. */
    FAILED_OPEN,
    /** Rejected because the store did not answer. */
    FAILED_CLOSED,
    /** The caller was banned. */
    BANNED,
    /** The policy never lets the caller pass. */
    DENIED;

    private final String label = KebabCase.of(this);

    /** What became of a call that a policy in this mode decided. */
    public static Outcome of(Grant grant, Mode mode) {
        if (grant.allowed()) {
            return grant.isOfStore() ? ADMITTED : FAILED_OPEN;
        }
        return mode == Mode.ENFORCE ? of(grant.decision().reason()) : DRY_RUN_REJECTED;
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

    /** Whether the call went on. */
    public boolean isAdmission() {
        return this == ADMITTED || this == FAILED_OPEN || this == DRY_RUN_REJECTED;
    }

    /** Its name in metrics: {@code dry-run-rejected}. */
    public String label() {
        return label;
    }
}
