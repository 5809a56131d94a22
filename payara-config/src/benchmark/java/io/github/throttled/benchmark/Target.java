package io.github.throttled.benchmark;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the ratios of ours to peers' shall be, and how many bytes a decision of ours may take.
 *
 * @param bounds of the ratio, for the peers it speaks of
 * @param bytes of a decision; null if it says nothing of them
 * @param keys the numbers of keys it speaks of; empty for all of the row
 */
record Target(Map<Contender, Bound> bounds, Bound bytes, Set<Integer> keys) {

    static final Target NONE = new Target(Map.of(), null, Set.of());

    static Target atLeast(double ratio, Contender... peers) {
        return NONE.and(ratio, peers);
    }

    static Target atMost(double ratio, Contender peer) {
        return new Target(Map.of(peer, Bound.atMost(ratio)), null, Set.of());
    }

    /** Speaks of more peers. */
    Target and(double ratio, Contender... peers) {
        Map<Contender, Bound> all = new HashMap<>(bounds);
        for (Contender peer : peers) {
            all.put(peer, Bound.atLeast(ratio));
        }
        return new Target(Map.copyOf(all), bytes, keys);
    }

    Target withBytes(long most) {
        return new Target(bounds, Bound.atMostBytes(most), keys);
    }

    /** Speaks of these numbers of keys only. */
    Target ofKeys(Integer... counts) {
        return new Target(bounds, bytes, Set.of(counts));
    }

    Set<Contender> peers() {
        return bounds.keySet();
    }

    /** What the ratio to a peer's shall be with so many keys. */
    Optional<Bound> ratio(Contender peer, int count) {
        return keys.isEmpty() || keys.contains(count)
                ? Optional.ofNullable(bounds.get(peer))
                : Optional.empty();
    }
}
