package io.github.throttled.internal.algorithm;

/**
 * How long permits that have been charged may still be used, so that nobody is ever admitted whom
 * the limit would not have admitted then: the terms of a lease.
 *
 * <p><b>Windows.</b> A permit that is charged in a window, or in a part of one, counts there
 * whenever it is used, until the window or part ends; and nothing that happens meanwhile makes the
 * sum larger but charges, which are all checked. So it is as good as charged at that instant.
 *
 * <p><b>Buckets.</b> Let the bucket hold {@code b}, and {@code t} if nothing had been charged that
 * is not used yet: charging ahead makes {@code b - t} what is not used. Both drain alike while
 * there is anything in {@code t}; only while there is nothing, {@code b} comes closer to {@code t}.
 * A node does not know {@code t}, but that there is at least what it has used itself, drained
 * likewise. So if it writes off {@code quota} per {@code window} of what it has while it would by
 * itself have emptied the bucket, then all nodes together never have more than {@code b - t}; and
 * using it makes {@code t} at most {@code b}, which every charge keeps within the burst.
 *
 * <p><b>Logs.</b> A permit in a log is as old as its charge, and would leave the log before it has
 * been used for a window: there is no such time.
 *
 * @param lengthMillis how long any of them may be used; 0 for not at all
 * @param quota how many are written off per window where none are used; 0 for none
 * @param windowMillis at least 1
 */
public record LeaseTerms(long lengthMillis, long quota, long windowMillis) {

    /** Only at the instant of the charge. */
    public static final LeaseTerms NONE = new LeaseTerms(0, 0, 1);

    static LeaseTerms until(long lengthMillis) {
        return new LeaseTerms(lengthMillis, 0, 1);
    }

    static LeaseTerms draining(long quota, long windowMillis) {
        return new LeaseTerms(Long.MAX_VALUE, quota, windowMillis);
    }

    /** What holds for both: the shorter time, and the faster writing off. */
    LeaseTerms and(LeaseTerms other) {
        boolean faster =
                Math.multiplyHigh(quota, other.windowMillis)
                                != Math.multiplyHigh(other.quota, windowMillis)
                        ? Math.multiplyHigh(quota, other.windowMillis)
                                > Math.multiplyHigh(other.quota, windowMillis)
                        : Long.compareUnsigned(
                                        quota * other.windowMillis, other.quota * windowMillis)
                                > 0;
        LeaseTerms rate = faster ? this : other;
        return new LeaseTerms(
                Math.min(lengthMillis, other.lengthMillis), rate.quota, rate.windowMillis);
    }
}
