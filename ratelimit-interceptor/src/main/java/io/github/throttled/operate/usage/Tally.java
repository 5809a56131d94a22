package io.github.throttled.operate.usage;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** What one policy has decided for one tier on this node since deployment. Thread-safe. */
public final class Tally {

    /** The tier of those who are in none. */
    public static final String NO_TIER = "";

    private final String policy;
    private final String tier;
    private final LongAdder[] counts =
            Stream.of(Outcome.values()).map(any -> new LongAdder()).toArray(LongAdder[]::new);
    private final List<Witness> witnesses = new CopyOnWriteArrayList<>();

    Tally(String policy, String tier) {
        this.policy = policy;
        this.tier = tier;
    }

    public String policy() {
        return policy;
    }

    /** {@link #NO_TIER} for those who are in none. */
    public String tier() {
        return tier;
    }

    /**
     * Counts a decision.
     *
     * @param key the partition key; null if nobody asked for it
     * @param nanos how long the decision took
     */
    public void decided(Outcome outcome, String key, long nanos) {
        counts[outcome.ordinal()].increment();
        for (Witness witness : witnesses) {
            witness.decided(outcome, key, nanos);
        }
    }

    /** Whether anybody is told of decisions, and how long they took. */
    public boolean isWitnessed() {
        return !witnesses.isEmpty();
    }

    /** How many decisions had this outcome. */
    public long count(Outcome outcome) {
        return counts[outcome.ordinal()].sum();
    }

    /** Tells somebody of each decision from now on. */
    public void tell(Witness witness) {
        witnesses.add(witness);
    }
}
