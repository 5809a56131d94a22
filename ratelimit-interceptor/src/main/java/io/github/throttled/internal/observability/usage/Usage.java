package io.github.throttled.internal.observability.usage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The decision counters of one application on this node. Thread-safe. */
public final class Usage {

    private record Name(String policy, String tier) {}

    private final Map<Name, DecisionCounter> counters = new ConcurrentHashMap<>();
    private final List<Consumer<DecisionCounter>> openings = new CopyOnWriteArrayList<>();
    private final List<Consumer<RestrictedCall>> restrictionListeners =
            new CopyOnWriteArrayList<>();

    /**
     * Returns the counter of a policy and tier; always the same object.
     *
     * @param tier {@link DecisionCounter#NO_TIER} for callers without a tier
     */
    public DecisionCounter counter(String policy, String tier) {
        Name name = new Name(policy, tier);
        DecisionCounter known = counters.get(name);
        return known != null ? known : open(name);
    }

    /** Returns all counters. */
    public Collection<DecisionCounter> counters() {
        return new ArrayList<>(counters.values());
    }

    /** Invokes an action with each existing and each future counter. */
    public synchronized void onEach(Consumer<DecisionCounter> action) {
        openings.add(action);
        counters.values().forEach(action);
    }

    /** Adds a listener for calls that a policy rejects, delays, or would have rejected. */
    public void onRestriction(Consumer<RestrictedCall> action) {
        restrictionListeners.add(action);
    }

    /** Whether there is such a listener. */
    public boolean hasRestrictionListeners() {
        return !restrictionListeners.isEmpty();
    }

    /** Notifies the listeners of a call. */
    public void restricted(RestrictedCall call) {
        for (Consumer<RestrictedCall> action : restrictionListeners) {
            action.accept(call);
        }
    }

    /** Synchronized with {@link #onEach}, so that each action gets each counter exactly once. */
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
