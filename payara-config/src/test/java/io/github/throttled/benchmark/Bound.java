package io.github.throttled.benchmark;

/**
 * What a figure shall reach.
 *
 * @param isMost whether the figure shall be at most that, instead of at least
 * @param unit of the figure, with the space before it if there is one
 */
record Bound(boolean isMost, double value, String unit) {

    private static final String RATIO = "x";

    /** A ratio to the figure of a peer. */
    static Bound atLeast(double ratio) {
        return new Bound(false, ratio, RATIO);
    }

    /** A ratio to the figure of a peer. */
    static Bound atMost(double ratio) {
        return new Bound(true, ratio, RATIO);
    }

    /** Bytes. */
    static Bound atMostBytes(long bytes) {
        return new Bound(true, bytes, " B");
    }

    /** Microseconds more than a peer. */
    static Bound atMostMicrosMore(double micros) {
        return new Bound(true, micros, " µs more");
    }

    /** Milliseconds more than a peer. */
    static Bound atMostMillisMore(double millis) {
        return new Bound(true, millis, " ms more");
    }

    /** A figure that is not a number reaches nothing. */
    boolean isReachedBy(double figure) {
        return isMost ? figure <= value : figure >= value;
    }

    /** A figure of this unit. */
    String figure(double figure) {
        return Digits.of(figure) + unit;
    }

    @Override
    public String toString() {
        String number =
                value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        return (isMost ? "at most " : "at least ") + number + unit;
    }
}
