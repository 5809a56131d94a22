package io.github.throttled.benchmark;

/**
 * A target, with what was measured of it.
 *
 * @param work that was done
 * @param peer whose figure ours is compared with; empty if the target is absolute
 * @param bound of the figure
 * @param figure that was measured
 * @param accuracy of our answers; null if no exam was held
 */
record TargetLine(String work, String peer, Bound bound, double figure, Accuracy accuracy) {

    /**
     * How right the answers were.
     *
     * @param overAdmitted calls that were admitted without a permit
     * @param rejectedEarly calls that were rejected though there was a permit
     */
    record Accuracy(long overAdmitted, long rejectedEarly) {}

    boolean isReached() {
        return isRight() && bound.isReachedBy(figure);
    }

    /** A fast wrong answer reaches nothing. */
    boolean isRight() {
        return accuracy == null || accuracy.overAdmitted() == 0;
    }
}
