package io.github.throttled.engine;

/** For tests elsewhere. */
public final class NoBans {

    private NoBans() {}

    /** Nobody is banned yet. */
    public static Bans create() {
        return new Bans();
    }
}
