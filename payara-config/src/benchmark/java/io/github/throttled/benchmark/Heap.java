package io.github.throttled.benchmark;

/** The heap of this process. */
final class Heap {

    /** One leaves what is freed by what the one before has found. */
    private static final int COLLECTIONS = 4;

    private Heap() {}

    /** Bytes that are in use after a collection. */
    static long inUse() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
