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
 * The keys of which most calls came, found in bounded memory: Space-Saving (Metwally, Agrawal and
 * El Abbadi, 2005). A key that comes when all places are taken gets that of the key with the fewest
 * calls, and its count on top of its own, so that whoever comes often enough stays. What is
 * reported is without that: no key is said to have made more calls than it has. Thread-safe; a call
 * never waits for another one, and a new key that meets one being placed is not placed this time.
 */
final class BusyKeys {

    private static final int SLOTS = 128;

    /** One in so many takes a place. */
    private static final int CHANCE = 16;

    private final Map<String, Slot> slots = new ConcurrentHashMap<>();
    private final ReentrantLock assigning = new ReentrantLock();
    private volatile boolean isFull;

    /**
     * How many calls of a key there were at least.
     *
     * @param refused those of them that did not go on
     */
    record Busy(String key, long calls, long rejected) {

        private static final Comparator<Busy> ORDER =
                Comparator.comparingLong(Busy::calls).reversed().thenComparing(Busy::key);

        /** Numbers of no more digits than any long has. */
        private static final Pattern LINE = Pattern.compile("([0-9]{1,18}) ([0-9]{1,18}) (.+)");

        Busy plus(Busy more) {
            return new Busy(key, calls + more.calls, rejected + more.rejected);
        }

        /** As other nodes read it: no partition key has a line break, and it may have blanks. */
        String toLine() {
            return calls + " " + rejected + " " + key;
        }

        /** What {@link #toLine} has written; empty if it is something else. */
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

        /** The busiest of them first, at most so many. */
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

    /** The busiest ones first, at most so many. */
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

    /** Null if there is none for it now. */
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

    /** Frees the place of the key with the least weight; returns that. */
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
