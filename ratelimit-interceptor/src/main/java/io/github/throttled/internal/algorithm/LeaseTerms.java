package io.github.throttled.internal.algorithm;

/**
 * How long permits that have been charged may still be used, so that no call is admitted that the
 * limit would have rejected then.
 *
 * <p><b>Windows.</b> A permit counts in the window, or the part of one, in which it is charged,
 * until that ends. The time of its use does not matter. Only charges make the sum larger meanwhile,
 * and all of them are checked. So a later use is as good as a charge at that instant.
 *
 * <p><b>Buckets.</b> Let {@code b} be the level of the bucket, and {@code t} the level without the
 * charges of permits that are not used yet. So {@code b - t} is unused. Both drain alike while
 * {@code t} is positive. Only while {@code t} is zero does {@code b} approach it. A node does not
 * know {@code t}. But {@code t} is at least the level that the node's own uses cause, drained
 * likewise. So a node writes off {@code quota} per {@code window} of its permits while its own uses
 * alone would have emptied the bucket. Then all nodes together never have more than {@code b - t}.
 * Using a permit makes {@code t} at most {@code b}, which every charge keeps within the burst.
 *
 * <p><b>Logs.</b> A permit in a log has the age of its charge. It would leave the log before its
 * use is one window old, so there is no such time.
 *
 * @param lengthMillis how long any of the permits may be used; 0 for not at all
 * @param quota how many are written off per window while none are used; 0 for none
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

    /** The terms that satisfy both: the shorter time, and the faster write-off. */
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
