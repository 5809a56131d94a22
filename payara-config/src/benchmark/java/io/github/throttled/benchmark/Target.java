package io.github.throttled.benchmark;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What the ratio of ours to a peer's shall be.
 *
 * @param peers whom it speaks of
 * @param bound the ratio
 * @param most whether the ratio shall be at most that, instead of at least
 */
record Target(Set<Contender> peers, double bound, boolean most) {

    static final Target NONE = new Target(Set.of(), 0, false);

    static Target atLeast(double bound, Contender first, Contender... others) {
        return new Target(EnumSet.of(first, others), bound, false);
    }

    static Target atMost(double bound, Contender peer) {
        return new Target(EnumSet.of(peer), bound, true);
    }

    String verdict(Contender peer, double ratio) {
        if (!peers.contains(peer)) {
            return "";
        }
        boolean reached = most ? ratio <= bound : ratio >= bound;
        return String.format(
                Locale.ROOT,
                "%s %sx: %s",
                most ? "at most" : "at least",
                bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound),
                reached ? "reached" : "**missed**");
    }
}
