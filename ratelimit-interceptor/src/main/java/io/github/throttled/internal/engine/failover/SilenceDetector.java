package io.github.throttled.internal.engine.failover;

/**
 * Decides whether one member of the grid has failed: the member was asked, and has answered nothing
 * for the timeout. A pure state machine: it has neither a clock nor a thread. Not thread-safe.
 *
 * <p>Only time counts in which this node itself was running; the caller measures that. A failed
 * member is alive again when it answers a question that was asked after the failure. A late answer
 * to an earlier question only shows that the silence has ended.
 *
 * <p>A fixed timeout is the simplest of the failure detectors that Hayashibara et al. compare in
 * "The phi accrual failure detector" (2004). The idea that a node suspects its own pauses first
 * comes from Lifeguard, "Lifeguard: local health awareness for more accurate failure detection"
 * (2018).
 */
final class SilenceDetector {

    private final long timeoutNanos;
    private long silentNanos;
    private long waitedNanos;
    private boolean isAsked;
    private boolean hasFailed;

    /**
     * @param timeoutNanos how long the member may be silent; positive
     */
    SilenceDetector(long timeoutNanos) {
        this.timeoutNanos = timeoutNanos;
    }

    /** Whether the member has failed. */
    boolean hasFailed() {
        return hasFailed;
    }

    /** Whether the member should be asked: there is no open question, or it may be lost. */
    boolean wantsQuestion() {
        return !isAsked || waitedNanos >= timeoutNanos;
    }

    /** The member has been asked. */
    void asked() {
        isAsked = true;
        waitedNanos = 0;
    }

    /**
     * The question could not be asked, or this node failed while asking. The member is asked again.
     */
    void lost() {
        waitedNanos = timeoutNanos;
    }

    /**
     * The member has answered something.
     *
     * @param isAskedSinceFailure whether the question was asked after the member had failed;
     *     ignored while the member has not failed
     * @return whether the member had failed and is alive again
     */
    boolean answered(boolean isAskedSinceFailure) {
        silentNanos = 0;
        waitedNanos = 0;
        isAsked = false;
        if (!hasFailed || !isAskedSinceFailure) {
            return false;
        }
        hasFailed = false;
        return true;
    }

    /**
     * Time has passed without an answer.
     *
     * @param ranNanos how much of that time this node was running; at least 0
     * @return whether the member fails now
     */
    boolean passed(long ranNanos) {
        if (!isAsked) {
            return false;
        }
        silentNanos += ranNanos;
        waitedNanos += ranNanos;
        if (hasFailed || silentNanos < timeoutNanos) {
            return false;
        }
        hasFailed = true;
        return true;
    }
}
