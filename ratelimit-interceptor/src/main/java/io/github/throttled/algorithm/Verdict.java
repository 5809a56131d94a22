package io.github.throttled.algorithm;

import java.util.List;

/**
 * What the limits of a policy say to one call.
 *
 * @param waitMillis how long until all of them admit it: 0 for an admitted call, {@link
 *     Algorithm#NEVER} if no waiting helps
 * @param readings where each limit stands after the call, in the policy's order
 */
public record Verdict(long waitMillis, List<Reading> readings) {

    Verdict(long waitMillis, Reading... readings) {
        this(waitMillis, List.of(readings));
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
     * @param waitMillis how long this limit makes the call wait
     */
    public record Reading(
            long quota, long windowMillis, long remaining, long resetMillis, long waitMillis) {}
}
