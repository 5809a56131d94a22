package io.github.throttled.internal.algorithm;

/**
 * What is left of permits that were charged before they were needed. It need not be whole permits,
 * where some of them have been written off.
 *
 * @param amount in parts of permits; not negative
 * @param partsPerPermit at least 1
 * @param takenAtMillis as of when it is to be given back, milliseconds since the epoch
 */
public record UnusedPermits(long amount, long partsPerPermit, long takenAtMillis) {

    /** Nothing at all. */
    public static final UnusedPermits NOTHING = new UnusedPermits(0, 1, 0);

    /** Whether there is nothing to give back. */
    public boolean isNothing() {
        return amount == 0;
    }
}
