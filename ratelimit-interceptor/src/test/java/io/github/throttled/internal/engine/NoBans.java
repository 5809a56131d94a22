package io.github.throttled.internal.engine;

/** For tests elsewhere. */
public final class NoBans {

    private NoBans() {}

    /** Nobody is banned yet. */
    public static ManualBans create() {
        return new ManualBans();
    }
}
