package io.github.throttled.operate.metrics;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Which decisions are timed: one in sixteen, at random. What the server does with a time takes
 * longer than many a decision does.
 */
final class Sampled {

    private static final int MASK = 0xF;

    private Sampled() {}

    static boolean isNext() {
        return (ThreadLocalRandom.current().nextInt() & MASK) == 0;
    }
}
