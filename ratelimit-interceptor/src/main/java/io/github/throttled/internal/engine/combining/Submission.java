package io.github.throttled.internal.engine.combining;

import io.github.throttled.internal.algorithm.Counter;
import io.github.throttled.internal.algorithm.Verdict;

import java.util.concurrent.CompletableFuture;

/**
 * An operation on its way to the store, completed with its verdict. A caller that gives up
 * completes the submission first; the operation is then no longer executed.
 */
public final class Submission extends CompletableFuture<Verdict> {

    /** Shared by all submissions, so it has no stack trace. */
    private static final RuntimeException UNASKED =
            new RuntimeException("the store is not asked now", null, false, false) {};

    private final LateCharge charge = new LateCharge();
    private final CounterOperation operation;
    private final boolean isAwaited;
    private boolean isAsked = true;
    private boolean isInDoubt;

    /** Written before the submission completes, or before its late charge is recorded. */
    private boolean isShared;

    private Runnable followUp;

    private Submission(CounterOperation operation, boolean isAwaited) {
        this.operation = operation;
        this.isAwaited = isAwaited;
    }

    /** Submits an operation for which no thread waits. */
    public static Submission of(CounterOperation operation) {
        return new Submission(operation, false);
    }

    /** Submits an operation for which a thread waits, which then calls {@link #runFollowUp}. */
    public static Submission awaited(CounterOperation operation) {
        return new Submission(operation, true);
    }

    /** What is to be done. */
    public CounterOperation operation() {
        return operation;
    }

    boolean isAwaited() {
        return isAwaited;
    }

    /** Fails the submission without asking the store. */
    public void failUnasked() {
        isAsked = false;
        completeExceptionally(UNASKED);
    }

    /** Whether the store was meant to be asked; false after {@link #failUnasked}. */
    public boolean isAsked() {
        return isAsked;
    }

    /**
     * Records that the store may have done the operation, although it has answered that it has not.
     */
    void doubt() {
        isInDoubt = true;
    }

    /** Whether the store may have done the operation in an attempt that seemed to fail. */
    public boolean isInDoubt() {
        return isInDoubt;
    }

    Verdict ask(Counter counter) {
        return isInDoubt ? operation.askAgain(counter) : operation.ask(counter);
    }

    /**
     * Completes the submission.
     *
     * @param followUp what the waiting thread has to do in {@link #runFollowUp}; null for nothing
     * @return false if it was complete already; the follow-up will then not run
     */
    public boolean answer(Verdict verdict, Runnable followUp) {
        this.followUp = followUp;
        return complete(verdict);
    }

    /** Runs the follow-up, in the thread that has waited, once that has the verdict. */
    public void runFollowUp() {
        if (!isCompletedExceptionally() && followUp != null) {
            followUp.run();
        }
    }

    /** What became of the call after its caller had given up. */
    LateCharge lateCharge() {
        return charge;
    }

    /** Records that the charge was stored in the counter that keys share. */
    void markShared() {
        isShared = true;
    }

    /**
     * Whether the charge was stored in the counter that keys share. Such permits are not given
     * back.
     */
    public boolean isShared() {
        return isShared;
    }

    /**
     * Returns an operation that undoes the charge of a call that this node rejected. The operation
     * does nothing if the charge {@linkplain #isShared is not given back}.
     */
    public CounterOperation undoCharge() {
        return isShared
                ? CounterOperation.settle()
                : CounterOperation.giveBack(operation.cost(), charge.chargedMillis());
    }
}
