package io.github.throttled.internal.observability.usage;

import io.github.throttled.internal.key.PartitionKey;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the keys with the most calls in bounded memory: Space-Saving (Metwally, Agrawal and El
 * Abbadi, 2005). Thread-safe.
 *
 * <p>A new key that finds all slots taken replaces the key with the fewest calls. It inherits that
 * count as its weight, so that a frequent key stays. Reported counts exclude the inherited part, so
 * no key has more calls than it made.
 *
 * <p>A call never waits for another one. A new key gets no slot while another new key is being
 * assigned one.
 */
final class BusyKeys {

    private static final int SLOTS = 128;

    /** A new key gets a slot with a probability of one in this number, once all slots are taken. */
    private static final int CHANCE = 16;

    private final Map<String, Slot> slots = new ConcurrentHashMap<>();
    private final ReentrantLock assigning = new ReentrantLock();
    private volatile boolean isFull;

    /**
     * The minimum number of calls of a key.
     *
     * @param rejected the calls that were rejected
     */
    record Busy(String key, long calls, long rejected) {

        private static final Comparator<Busy> ORDER =
                Comparator.comparingLong(Busy::calls).reversed().thenComparing(Busy::key);

        /** Limits numbers to digits that fit into a {@code long}. */
        private static final Pattern LINE = Pattern.compile("([0-9]{1,18}) ([0-9]{1,18}) (.+)");

        Busy plus(Busy more) {
            return new Busy(key, calls + more.calls, rejected + more.rejected);
        }

        /**
         * Returns a line for other nodes. A partition key contains no line break, but may contain
         * blanks.
         */
        String toLine() {
            return calls + " " + rejected + " " + key;
        }

        /** Parses the result of {@link #toLine}; empty for any other text. */
        static Optional<Busy> ofLine(String line) {
            Matcher busy = LINE.matcher(line);
            return busy.matches() && busy.group(3).length() <= PartitionKey.MAX_LENGTH
                    ? Optional.of(
                            new Busy(
                                    busy.group(3),
                                    Long.parseLong(busy.group(1)),
                                    Long.parseLong(busy.group(2))))
                    : Optional.empty();
        }

        /**
         * Returns the busiest keys first.
         *
         * @param most the maximum number of keys
         */
        static List<Busy> busiest(Collection<Busy> all, int most) {
            return all.stream().sorted(ORDER).limit(most).toList();
        }
    }

    private static final class Slot {

        private final LongAdder calls = new LongAdder();
        private final LongAdder rejected = new LongAdder();
        private final long inherited;

        Slot(long inherited) {
            this.inherited = inherited;
        }

        void count(boolean isRejected) {
            calls.increment();
            if (isRejected) {
                rejected.increment();
            }
        }

        long weight() {
            return inherited + calls.sum();
        }
    }

    void count(String key, boolean isRejected) {
        Slot slot = slots.get(key);
        if (slot == null && (!isFull || isLucky())) {
            slot = slot(key);
        }
        if (slot != null) {
            slot.count(isRejected);
        }
    }

    /**
     * Returns the busiest keys first.
     *
     * @param most the maximum number of keys
     */
    List<Busy> top(int most) {
        return Busy.busiest(slots.entrySet().stream().map(BusyKeys::busy).toList(), most);
    }

    private static Busy busy(Map.Entry<String, Slot> entry) {
        Slot slot = entry.getValue();
        return new Busy(entry.getKey(), slot.calls.sum(), slot.rejected.sum());
    }

    private static boolean isLucky() {
        return ThreadLocalRandom.current().nextInt(CHANCE) == 0;
    }

    /** Assigns a slot to a new key; null if it gets none now. */
    private Slot slot(String key) {
        if (!assigning.tryLock()) {
            return slots.get(key);
        }
        try {
            Slot known = slots.get(key);
            if (known != null) {
                return known;
            }
            Slot taken = new Slot(isFull ? takeLightest() : 0);
            slots.put(key, taken);
            isFull = slots.size() >= SLOTS;
            return taken;
        } finally {
            assigning.unlock();
        }
    }

    /** Removes the key with the least weight and returns that weight. */
    private long takeLightest() {
        String lightest = null;
        long least = Long.MAX_VALUE;
        for (Map.Entry<String, Slot> entry : slots.entrySet()) {
            long weight = entry.getValue().weight();
            if (weight < least) {
                least = weight;
                lightest = entry.getKey();
            }
        }
        slots.remove(lightest);
        return least;
    }
}
