package io.github.throttled.operate.usage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What all policies of one application have decided on this node. Thread-safe. */
public final class Usage {

    private record Name(String policy, String tier) {}

    private final Map<Name, Tally> tallies = new ConcurrentHashMap<>();
    private final List<Consumer<Tally>> openings = new CopyOnWriteArrayList<>();
    private final List<Consumer<Hindrance>> hindrances = new CopyOnWriteArrayList<>();

    /**
     * Where decisions are counted; the same each time.
     *
     * @param tier {@link Tally#NO_TIER} for those who are in none
     */
    public Tally tally(String policy, String tier) {
        Name name = new Name(policy, tier);
        Tally known = tallies.get(name);
        return known != null ? known : open(name);
    }

    /** All there are. */
    public Collection<Tally> tallies() {
        return new ArrayList<>(tallies.values());
    }

    /** Has something done with each tally: those that are there, and those that come. */
    public synchronized void onEach(Consumer<Tally> action) {
        openings.add(action);
        tallies.values().forEach(action);
    }

    /** Says who is told from now on of each call that a policy has hindered. */
    public void onHindrance(Consumer<Hindrance> action) {
        hindrances.add(action);
    }

    /** Whether anybody wants to be told. */
    public boolean watchesHindrances() {
        return !hindrances.isEmpty();
    }

    /** A policy has hindered a call. */
    public void hindered(Hindrance hindrance) {
        for (Consumer<Hindrance> action : hindrances) {
            action.accept(hindrance);
        }
    }

    /** With {@link #onEach} in turn, so that nobody misses one and nobody gets it twice. */
    private synchronized Tally open(Name name) {
        Tally known = tallies.get(name);
        if (known != null) {
            return known;
        }
        Tally tally = new Tally(name.policy(), name.tier());
        openings.forEach(opening -> opening.accept(tally));
        tallies.put(name, tally);
        return tally;
    }
}
