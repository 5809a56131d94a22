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

    private final Map<Name, DecisionCounter> counters = new ConcurrentHashMap<>();
    private final List<Consumer<DecisionCounter>> openings = new CopyOnWriteArrayList<>();
    private final List<Consumer<RestrictedCall>> restrictionListeners =
            new CopyOnWriteArrayList<>();

    /**
     * Where decisions are counted; the same each time.
     *
     * @param tier {@link DecisionCounter#NO_TIER} for those who are in none
     */
    public DecisionCounter counter(String policy, String tier) {
        Name name = new Name(policy, tier);
        DecisionCounter known = counters.get(name);
        return known != null ? known : open(name);
    }

    /** All there are. */
    public Collection<DecisionCounter> counters() {
        return new ArrayList<>(counters.values());
    }

    /** Has something done with each tally: those that are there, and those that come. */
    public synchronized void onEach(Consumer<DecisionCounter> action) {
        openings.add(action);
        counters.values().forEach(action);
    }

    /** Says who is told from now on of each call that a policy has hindered. */
    public void onRestriction(Consumer<RestrictedCall> action) {
        restrictionListeners.add(action);
    }

    /** Whether anybody wants to be told. */
    public boolean hasRestrictionListeners() {
        return !restrictionListeners.isEmpty();
    }

    /** A policy has hindered a call. */
    public void restricted(RestrictedCall call) {
        for (Consumer<RestrictedCall> action : restrictionListeners) {
            action.accept(call);
        }
    }

    /** With {@link #onEach} in turn, so that nobody misses one and nobody gets it twice. */
    private synchronized DecisionCounter open(Name name) {
        DecisionCounter known = counters.get(name);
        if (known != null) {
            return known;
        }
        DecisionCounter counter = new DecisionCounter(name.policy(), name.tier());
        openings.forEach(opening -> opening.accept(counter));
        counters.put(name, counter);
        return counter;
    }
}
