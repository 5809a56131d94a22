package io.github.throttled.internal.store;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * A board that remembers what was read from it last. To read a board is to ask all members of the
 * grid, so a single silent one keeps every reader waiting. An operator must not wait then, of all
 * times: while a member is silent, requests get what was read last. Thread-safe.
 *
 * @param <V> as in {@link SharedMap}
 */
public final class CachedSharedMap<V> {

    private final SharedMap<V> board;
    private final BooleanSupplier isSilent;
    private final LongSupplier clock;
    private final long keptMillis;
    private volatile Reading<V> last;

    /**
     * What was read.
     *
     * @param entries must not be changed
     * @param atMillis when, since the epoch
     */
    public record Reading<V>(Map<String, V> entries, long atMillis) {}

    /**
     * Nothing is remembered yet.
     *
     * @param isSilent whether a member is silent, so that nobody shall wait for the board
     * @param clock milliseconds since the epoch
     * @param kept how long a reading is worth something; zero to remember none
     */
    public CachedSharedMap(
            SharedMap<V> board, BooleanSupplier isSilent, LongSupplier clock, Duration kept) {
        this.board = board;
        this.isSilent = isSilent;
        this.clock = clock;
        this.keptMillis = kept.toMillis();
    }

    /**
     * Reads the board now, however long that takes.
     *
     * @throws IllegalStateException if the store does not answer in time
     */
    public Map<String, V> read() {
        return remembered(board.all()).entries();
    }

    /**
     * What is on the board, for a request. It waits until the store has answered or a member is
     * found silent. If the store does not answer, this is what was read last.
     *
     * @throws IllegalStateException if the store does not answer, and nothing is remembered
     */
    public Reading<V> recent() {
        try {
            return remembered(board.all(isSilent));
        } catch (IllegalStateException e) {
            return last().orElseThrow(() -> e);
        }
    }

    /** Puts these on it, as {@link SharedMap#putAll}. */
    public void putAll(Map<String, V> entries) {
        board.putAll(entries);
    }

    /** Lets go of what is no longer worth anything. */
    public void forgetOld() {
        if (last().isEmpty()) {
            last = null;
        }
    }

    private Reading<V> remembered(Map<String, V> entries) {
        Reading<V> reading = new Reading<>(entries, clock.getAsLong());
        if (keptMillis > 0) {
            last = reading;
        }
        return reading;
    }

    private Optional<Reading<V>> last() {
        long oldest = clock.getAsLong() - keptMillis;
        return Optional.ofNullable(last).filter(reading -> reading.atMillis() >= oldest);
    }
}
