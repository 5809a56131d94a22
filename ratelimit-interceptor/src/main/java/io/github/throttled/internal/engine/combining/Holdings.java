package io.github.throttled.internal.engine.combining;

import io.github.throttled.internal.algorithm.Counter;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The permits that calls on this node hold, by key. Thread-safe.
 *
 * <p>Of each key it is known how many permits calls hold for certain, and how many they may hold: a
 * call that asks, or that has ended but not yet given back, is counted by the store or is not.
 */
public final class Holdings {

    private static final Held NOTHING = new Held(0, 0, 0);

    private final Map<String, Held> keys = new ConcurrentHashMap<>();

    /**
     * What calls of a key hold.
     *
     * @param atLeast for certain
     * @param atMost including those of whom nobody knows yet
     * @param doubts how often an answer of the store was lost, so that it may count more
     */
    public record Held(long atLeast, long atMost, long doubts) {

        /** Of a counter, as far as it is wrong. */
        void correct(Counter counter) {
            counter.correct(atLeast, atMost);
        }

        /** Without a call that may hold so many, or not. */
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

    /** The keys that the store has to be told of. */
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

    /** It has got them; whether the store has answered that. */
    public void granted(String key, long permits, boolean isAnswered) {
        change(key, held -> held.plus(permits, 0, isAnswered));
    }

    /** It has not got them; whether the store has answered that. */
    public void refused(String key, long permits, boolean isAnswered) {
        change(key, held -> held.plus(0, -permits, isAnswered));
    }

    /** A call that had got permits has ended. */
    public void ends(String key, long permits) {
        change(key, held -> held.plus(-permits, 0, true));
    }

    /** What it had has been given back; whether the store has answered that. */
    public void givenBack(String key, long permits, boolean isAnswered) {
        change(key, held -> held.plus(0, -permits, isAnswered));
    }

    /**
     * The store has been told.
     *
     * @param told what calls held then
     */
    public void told(String key, Held told) {
        boolean exactly = told.atLeast() == told.atMost();
        change(
                key,
                held -> exactly && held.doubts() == told.doubts() ? held.withoutDoubts() : held);
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
