package io.github.throttled.internal.observability.usage;

/** Receives each decision of one policy and tier on the thread that decides. Thread-safe. */
@FunctionalInterface
public interface DecisionListener {

    /**
     * Must neither block nor throw.
     *
     * @param key the partition key; null if the decision needed none
     */
    void decided(Outcome outcome, String key);
}
