package io.github.throttled;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;

/** How many bytes the calling thread allocates for a call. */
public final class Allocation {

    /** Enough for all that is called to be compiled. */
    private static final int WARM_UP = 30_000;

    private static final int CALLS = 10_000;
    private static final int ROUNDS = 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /**
     * The bytes of one call, of the best of many rounds: what the compiler has not yet made of the
     * code, and what only happens now and then, is not what is asked for.
     */
    public static double ofOne(Runnable call) {
        for (int i = 0; i < WARM_UP; i++) {
            call.run();
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            long after = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            least = Math.min(least, after - before);
        }
        return (double) least / CALLS;
    }
}
