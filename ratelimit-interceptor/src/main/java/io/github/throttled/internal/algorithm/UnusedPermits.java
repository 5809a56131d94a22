package io.github.throttled.internal.algorithm;

/**
 * The unused part of permits that were charged ahead. It may be a fraction of a permit, if some
 * were written off.
 *
 * @param amount in parts of permits; not negative
 * @param partsPerPermit at least 1
 * @param takenAtMillis the time of the charge that is undone, milliseconds since the epoch
 */
public record UnusedPermits(long amount, long partsPerPermit, long takenAtMillis) {

    /** No permits. */
    public static final UnusedPermits NOTHING = new UnusedPermits(0, 1, 0);

    /** Whether there is nothing to give back. */
    public boolean isNothing() {
        return amount == 0;
    }
}
