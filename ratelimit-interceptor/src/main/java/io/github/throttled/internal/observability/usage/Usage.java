package io.github.throttled.internal.observability.usage;

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

    private final Map<Name, DecisionCounter> tallies = new ConcurrentHashMap<>();
    private final List<Consumer<DecisionCounter>> openings = new CopyOnWriteArrayList<>();
    private final List<Consumer<RestrictedCall>> hindrances = new CopyOnWriteArrayList<>();

    /**
     * Where decisions are counted; the same each time.
     *
     * @param tier {@link DecisionCounter#NO_TIER} for those who are in none
     */
    public DecisionCounter tally(String policy, String tier) {
        Name name = new Name(policy, tier);
        DecisionCounter known = tallies.get(name);
        return known != null ? known : open(name);
    }

    /** All there are. */
    public Collection<DecisionCounter> tallies() {
        return new ArrayList<>(tallies.values());
    }

    /** Has something done with each tally: those that are there, and those that come. */
    public synchronized void onEach(Consumer<DecisionCounter> action) {
        openings.add(action);
        tallies.values().forEach(action);
    }

    /** Says who is told from now on of each call that a policy has hindered. */
    public void onHindrance(Consumer<RestrictedCall> action) {
        hindrances.add(action);
    }

    /** Whether anybody wants to be told. */
    public boolean watchesHindrances() {
        return !hindrances.isEmpty();
    }

    /** A policy has hindered a call. */
    public void hindered(RestrictedCall hindrance) {
        for (Consumer<RestrictedCall> action : hindrances) {
            action.accept(hindrance);
        }
    }

    /** With {@link #onEach} in turn, so that nobody misses one and nobody gets it twice. */
    private synchronized DecisionCounter open(Name name) {
        DecisionCounter known = tallies.get(name);
        if (known != null) {
            return known;
        }
        DecisionCounter tally = new DecisionCounter(name.policy(), name.tier());
        openings.forEach(opening -> opening.accept(tally));
        tallies.put(name, tally);
        return tally;
    }
}
