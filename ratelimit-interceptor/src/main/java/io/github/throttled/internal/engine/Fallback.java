package io.github.throttled.internal.engine;

import io.github.throttled.Decision.Reason;
import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.algorithm.Verdict;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.combining.CounterOperation;
import io.github.throttled.internal.store.CounterStore;

import java.util.List;

/** Decides the calls of a policy while the store does not answer. */
public sealed interface Fallback permits Fallback.Allow, Fallback.Deny, LocalShare {

    /**
     * Decides the call at once.
     *
     * @param lastSeen the state that the store held when it last answered; null if unknown
     */
    Verdict answer(String key, CounterOperation call, long[] lastSeen);

    /** Clears its own counter of the key. */
    default void forget(String key) {}

    /** Undoes a call that it has admitted. */
    default void giveBack(String key, CounterOperation undo) {}

    /** Renews the permits held by calls that it has admitted. */
    default void keep(String key, CounterOperation keep) {}

    static Fallback of(Policy policy, Limits limits, CounterStore store) {
        return switch (policy.onStoreFailure()) {
            case ALLOW -> new Allow(limits);
            case DENY -> new Deny(limits);
            case LOCAL -> new LocalShare(policy, limits, store);
        };
    }

    /** Admits the calls that an unused counter would admit. */
    record Allow(Limits limits) implements Fallback {
        @Override
        public Verdict answer(String key, CounterOperation call, long[] lastSeen) {
            return call.ask(limits.open(null, 0));
        }
    }

    /**
     * Rejects every call. The duration of the failure is unknown, so callers may retry after a
     * second.
     */
    record Deny(Limits limits) implements Fallback {

        private static final long RETRY_MILLIS = 1000;

        @Override
        public Verdict answer(String key, CounterOperation call, long[] lastSeen) {
            List<Verdict.Reading> readings =
                    limits.algorithms().stream()
                            .map(
                                    limit ->
                                            new Verdict.Reading(
                                                    limit.quota(),
                                                    limit.windowMillis(),
                                                    0,
                                                    RETRY_MILLIS,
                                                    RETRY_MILLIS,
                                                    RETRY_MILLIS))
                            .toList();
            return Verdict.rejected(RETRY_MILLIS, readings, Reason.STORE_FAILURE);
        }
    }
}
