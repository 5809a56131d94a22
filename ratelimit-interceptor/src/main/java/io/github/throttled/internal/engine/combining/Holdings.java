package io.github.throttled.internal.engine.combining;

import io.github.throttled.internal.algorithm.Counter;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The permits that calls on this node hold, by key. Thread-safe.
 *
 * <p>For each key this class knows how many permits calls hold for certain, and how many they may
 * hold. A call in between has asked the store, or has ended and not yet given back. The store may
 * or may not count such a call.
 */
public final class Holdings {

    private static final Held NOTHING = new Held(0, 0, 0);

    private final Map<String, Held> keys = new ConcurrentHashMap<>();

    /**
     * What the calls of a key hold.
     *
     * @param atLeast the permits that calls hold for certain
     * @param atMost these, plus the permits of calls with an unknown state
     * @param doubts how many answers of the store were lost, so that the store may count more
     */
    public record Held(long atLeast, long atMost, long doubts) {

        /** Corrects what the counter records for this node, as far as the record is wrong. */
        void correct(Counter counter) {
            counter.correct(atLeast, atMost);
        }

        /** Without a call that may or may not hold these permits. */
        Held without(long permits) {
            return new Held(atLeast, Math.max(atLeast, atMost - permits), doubts);
        }

        private Held plus(long certain, long possible, boolean isAnswered) {
            return new Held(atLeast + certain, atMost + possible, doubts + (isAnswered ? 0 : 1));
        }

        private Held withoutDoubts() {
            return new Held(atLeast, atMost, 0);
        }

        private boolean isOver() {
            return atMost == 0 && doubts == 0;
        }
    }

    /** The keys whose holdings the store has to learn. */
    public Set<String> keys() {
        return keys.keySet();
    }

    public Held of(String key) {
        return keys.getOrDefault(key, NOTHING);
    }

    /** A call asks for permits. */
    public void asks(String key, long permits) {
        change(key, held -> held.plus(0, permits, true));
    }

    /**
     * The call was admitted.
     *
     * @param isAnswered whether the store has answered; false if this node decided alone
     */
    public void granted(String key, long permits, boolean isAnswered) {
        change(key, held -> held.plus(permits, 0, isAnswered));
    }

    /**
     * The call was rejected.
     *
     * @param isAnswered whether the store has answered; false if this node decided alone
     */
    public void rejected(String key, long permits, boolean isAnswered) {
        change(key, held -> held.plus(0, -permits, isAnswered));
    }

    /** An admitted call has ended. */
    public void ends(String key, long permits) {
        change(key, held -> held.plus(-permits, 0, true));
    }

    /**
     * The permits of an ended call have been given back.
     *
     * @param isAnswered whether the store has answered
     */
    public void givenBack(String key, long permits, boolean isAnswered) {
        change(key, held -> held.plus(0, -permits, isAnswered));
    }

    /**
     * The store has stored what calls hold.
     *
     * @param reported what calls held at that time
     */
    public void reported(String key, Held reported) {
        boolean exactly = reported.atLeast() == reported.atMost();
        change(
                key,
                held ->
                        exactly && held.doubts() == reported.doubts()
                                ? held.withoutDoubts()
                                : held);
    }

    private void change(String key, UnaryOperator<Held> change) {
        keys.compute(
                key,
                (k, held) -> {
                    Held changed = change.apply(held == null ? NOTHING : held);
                    return changed.isOver() ? null : changed;
                });
    }
}
