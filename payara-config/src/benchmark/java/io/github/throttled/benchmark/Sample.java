package io.github.throttled.benchmark;

import org.openjdk.jmh.util.ListStatistics;

/** A figure that was measured several times. */
final class Sample {

    private static final double CONFIDENCE = 0.999;

    private final ListStatistics values = new ListStatistics();

    void add(double value) {
        values.addValue(value);
    }

    boolean isEmpty() {
        return values.getN() == 0;
    }

    double mean() {
        return values.getMean();
    }

    double median() {
        return values.getPercentile(50);
    }

    double min() {
        return values.getMin();
    }

    double max() {
        return values.getMax();
    }

    /** Half of the interval that has the mean with 99.9% confidence; not a number for one value. */
    double error() {
        return values.getMeanErrorAt(CONFIDENCE);
    }
}
