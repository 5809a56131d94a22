package io.github.throttled.benchmark;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the ratios of ours to peers' shall be, and how many bytes a decision of ours may take.
 *
 * @param bounds of the ratio, for the peers it speaks of
 * @param bytes at most; infinite if it says nothing of them
 */
record Target(Map<Contender, Bound> bounds, double bytes) {

    static final Target NONE = new Target(Map.of(), Double.POSITIVE_INFINITY);

    /**
     * A bound of a ratio.
     *
     * @param most whether the ratio shall be at most that, instead of at least
     */
    record Bound(double value, boolean most) {

        String verdict(double ratio) {
            return Target.verdict(most, value, "x", most ? ratio <= value : ratio >= value);
        }
    }

    static Target atLeast(double bound, Contender... peers) {
        return NONE.and(bound, peers);
    }

    static Target atMost(double bound, Contender peer) {
        return new Target(Map.of(peer, new Bound(bound, true)), Double.POSITIVE_INFINITY);
    }

    /** Speaks of more peers. */
    Target and(double bound, Contender... peers) {
        Map<Contender, Bound> all = new HashMap<>(bounds);
        for (Contender peer : peers) {
            all.put(peer, new Bound(bound, false));
        }
        return new Target(Map.copyOf(all), bytes);
    }

    Target withBytes(double most) {
        return new Target(bounds, most);
    }

    Set<Contender> peers() {
        return bounds.keySet();
    }

    /** What is to be said of the ratio to a peer's; empty if it does not speak of that. */
    String verdict(Contender peer, double ratio) {
        Bound bound = bounds.get(peer);
        return bound == null ? "" : bound.verdict(ratio);
    }

    /** What is to be said of the bytes of a decision of ours. */
    String verdict(Sample measured) {
        return Double.isInfinite(bytes) || measured.isEmpty()
                ? ""
                : verdict(true, bytes, " B", measured.mean() <= bytes);
    }

    static String verdict(boolean most, double bound, String unit, boolean isReached) {
        return String.format(
                Locale.ROOT,
                "%s %s%s: %s",
                most ? "at most" : "at least",
                bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound),
                unit,
                isReached ? "reached" : "**missed**");
    }
}
