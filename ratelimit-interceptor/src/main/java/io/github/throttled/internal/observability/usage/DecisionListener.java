package io.github.throttled.internal.observability.usage;

/** Is told of each decision of one policy and tier, by the thread that decides. Thread-safe. */
@FunctionalInterface
public interface DecisionListener {

    /**
     * Must neither wait nor fail.
     *
     * @param key the partition key; null if nobody asked for it
     */
    void decided(Outcome outcome, String key);
}
