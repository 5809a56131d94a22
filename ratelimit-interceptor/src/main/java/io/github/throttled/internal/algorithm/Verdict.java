package io.github.throttled.internal.algorithm;

import io.github.throttled.Decision.Reason;

import java.util.List;

/**
 * The decision of a policy's limits on one call.
 *
 * @param waitMillis how long until all limits admit the call: 0 for an admitted one, {@link
 *     Algorithm#NEVER} if waiting does not help
 * @param delayMillis how long an admitted call has to wait before it runs; 0 for a rejected one
 * @param atMillis the counter's time, milliseconds since the epoch
 * @param readings the state of each limit after the call, in the policy's order
 * @param reason why the call is admitted or rejected
 */
public record Verdict(
        long waitMillis, long delayMillis, long atMillis, List<Reading> readings, Reason reason) {

    /** Makes the list immutable. */
    public Verdict {
        readings = List.copyOf(readings);
    }

    /** A call that the limits have admitted or rejected. */
    Verdict(long waitMillis, long delayMillis, long atMillis, List<Reading> readings) {
        this(
                waitMillis,
                delayMillis,
                atMillis,
                readings,
                waitMillis == 0 ? Reason.ADMITTED : Reason.QUOTA);
    }

    /**
     * A call that is rejected independently of the limits' state.
     *
     * @param waitMillis when the caller may retry; more than 0
     */
    public static Verdict rejected(long waitMillis, List<Reading> readings, Reason reason) {
        return new Verdict(waitMillis, 0, 0, readings, reason);
    }

    /** Whether the call is admitted. */
    public boolean admitted() {
        return waitMillis == 0;
    }

    /**
     * The state of one limit.
     *
     * @param quota permits per window
     * @param windowMillis the length of the window
     * @param remaining the largest cost that would be admitted next
     * @param moreMillis how long until more remains if there are no calls; 0 if all is left, or if
     *     the time is unknown
     * @param resetMillis how long until the whole quota is available if there are no calls
     * @param waitMillis how long until this limit admits the call; 0 if it does now
     */
    public record Reading(
            long quota,
            long windowMillis,
            long remaining,
            long moreMillis,
            long resetMillis,
            long waitMillis) {

        /** The same state for a caller with this remaining time of a ban. */
        Reading duringBan(long banMillis) {
            return banMillis == 0
                    ? this
                    : new Reading(
                            quota,
                            windowMillis,
                            0,
                            Math.max(moreMillis, banMillis),
                            Math.max(resetMillis, banMillis),
                            Math.max(waitMillis, banMillis));
        }
    }
}
