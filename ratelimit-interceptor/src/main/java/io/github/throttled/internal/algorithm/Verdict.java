package io.github.throttled.internal.algorithm;

import io.github.throttled.Decision.Reason;

import java.util.List;

/**
 * What the limits of a policy say to one call.
 *
 * @param waitMillis how long until all of them admit it: 0 for an admitted call, {@link
 *     Algorithm#NEVER} if no waiting helps
 * @param delayMillis how long an admitted call has to wait for its turn; 0 for a refused one
 * @param atMillis the counter's time, milliseconds since the epoch
 * @param readings where each limit stands after the call, in the policy's order
 * @param reason why the call is admitted or refused
 */
public record Verdict(
        long waitMillis, long delayMillis, long atMillis, List<Reading> readings, Reason reason) {

    /** Makes the list immutable. */
    public Verdict {
        readings = List.copyOf(readings);
    }

    /** A call that the limits have admitted or refused. */
    Verdict(long waitMillis, long delayMillis, long atMillis, List<Reading> readings) {
        this(
                waitMillis,
                delayMillis,
                atMillis,
                readings,
                waitMillis == 0 ? Reason.ADMITTED : Reason.QUOTA);
    }

    /**
     * A call that is refused without a look at what the limits have left.
     *
     * @param waitMillis how long until it is worth another try; more than 0
     */
    public static Verdict refused(long waitMillis, List<Reading> readings, Reason reason) {
        return new Verdict(waitMillis, 0, 0, readings, reason);
    }

    /** Whether the call is admitted. */
    public boolean admitted() {
        return waitMillis == 0;
    }

    /**
     * Where one limit stands.
     *
     * @param quota permits per window
     * @param windowMillis the length of the window
     * @param remaining the largest cost that would be admitted next
     * @param resetMillis how long until the whole quota is there if nobody consumes
     * @param waitMillis how long until this limit admits the call; 0 if it does
     */
    public record Reading(
            long quota, long windowMillis, long remaining, long resetMillis, long waitMillis) {

        /** The same for a caller who is banned so long. */
        Reading duringBan(long banMillis) {
            return banMillis == 0
                    ? this
                    : new Reading(
                            quota,
                            windowMillis,
                            0,
                            Math.max(resetMillis, banMillis),
                            Math.max(waitMillis, banMillis));
        }
    }
}
