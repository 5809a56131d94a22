package io.github.throttled.internal.engine.combining;

import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * What this node has admitted by its own share while the store did not answer, by key: what the
 * store has to be told when it answers again. Thread-safe.
 *
 * <p>A debt is charged by a round of its key, which takes it out of here and brings it back unless
 * it is stored for certain. Rounds of a key follow each other; so when a round takes a debt out, it
 * is known of every earlier call of the key whether the store has charged it, and it is owed no
 * more; unless the answer was lost. Then it is owed, and may be charged twice: that the store holds
 * what would have been stored proves nothing, since another node may have stored the same.
 *
 * <p>Bounded: no more keys than counters, {@link #MOST_TIMES} instants of each, and nothing older
 * than what counters remember.
 */
public final class Debts {

    /** Beyond that two neighbours become one, at the time of the later: it counts for longer. */
    static final int MOST_TIMES = 16;

    private final Map<String, Debt> keys = new ConcurrentHashMap<>();
    private final int maxKeys;
    private final boolean returnsUnused;
    private volatile long memoryMillis;

    /**
     * Permits that were admitted.
     *
     * @param sinceMillis when the first of them were, in milliseconds since the epoch
     * @param atMillis when the last of them were, as of when all are charged
     */
    record Taken(long permits, long sinceMillis, long atMillis) {

        Taken(long permits, long atMillis) {
            this(permits, atMillis, atMillis);
        }

        /** Whether these may be among them. */
        boolean covers(Taken other) {
            return sinceMillis <= other.atMillis
                    && other.atMillis <= atMillis
                    && other.permits <= permits;
        }

        private Taken minus(long paid) {
            return new Taken(permits - paid, sinceMillis, atMillis);
        }

        private Taken plus(Taken later) {
            long sum = permits + later.permits;
            return new Taken(sum < 0 ? Long.MAX_VALUE : sum, sinceMillis, later.atMillis);
        }
    }

    /**
     * What one key owes.
     *
     * @param taken in the order of time
     */
    record Debt(List<Taken> taken) {

        static final Debt NOTHING = new Debt(List.of());

        boolean isNothing() {
            return taken.isEmpty();
        }

        Debt plus(List<Taken> more) {
            return new Debt(merged(taken, more));
        }

        /** Less permits that were admitted at an instant; the same if they are not owed. */
        Debt minus(Taken paid) {
            List<Taken> left = new ArrayList<>(taken);
            for (int i = 0; i < left.size(); i++) {
                Taken owed = left.get(i);
                if (owed.covers(paid)) {
                    if (owed.permits() == paid.permits()) {
                        left.remove(i);
                    } else {
                        left.set(i, owed.minus(paid.permits()));
                    }
                    return new Debt(List.copyOf(left));
                }
            }
            return this;
        }

        Debt since(long earliestMillis) {
            return taken.stream().allMatch(owed -> owed.atMillis() >= earliestMillis)
                    ? this
                    : new Debt(
                            taken.stream()
                                    .filter(owed -> owed.atMillis() >= earliestMillis)
                                    .toList());
        }

        private static List<Taken> merged(List<Taken> some, List<Taken> others) {
            List<Taken> all = new ArrayList<>(some);
            others.forEach(taken -> insert(all, taken));
            while (all.size() > MOST_TIMES) {
                mergeNearest(all);
            }
            return List.copyOf(all);
        }

        private static void insert(List<Taken> all, Taken taken) {
            int at = all.size();
            while (at > 0 && all.get(at - 1).atMillis() > taken.atMillis()) {
                at--;
            }
            if (at > 0 && all.get(at - 1).atMillis() == taken.atMillis()) {
                all.set(at - 1, all.get(at - 1).plus(taken));
            } else {
                all.add(at, taken);
            }
        }

        private static void mergeNearest(List<Taken> all) {
            int nearest = 1;
            for (int i = 2; i < all.size(); i++) {
                if (spread(all, i) < spread(all, nearest)) {
                    nearest = i;
                }
            }
            all.set(nearest, all.get(nearest - 1).plus(all.get(nearest)));
            all.remove(nearest - 1);
        }

        /** How long what two neighbours have admitted would be together. */
        private static long spread(List<Taken> all, int i) {
            return all.get(i).atMillis() - all.get(i - 1).sinceMillis();
        }
    }

    /**
     * @param maxKeys how many keys may owe something; 0 where nothing is ever owed
     */
    Debts(int maxKeys) {
        this(maxKeys, true);
    }

    private Debts(int maxKeys, boolean returnsUnused) {
        this.maxKeys = maxKeys;
        this.returnsUnused = returnsUnused;
    }

    /** Those of a policy: only a share of its limits owes something. */
    public static Debts of(Policy policy) {
        return policy.onStoreFailure() == OnStoreFailure.LOCAL
                ? new Debts(policy.maxKeys())
                : none();
    }

    /** The same, unless there are none here; what is owed has to be paid by whoever decides. */
    public Debts orThoseOf(Policy policy) {
        return maxKeys > 0 ? this : of(policy);
    }

    /** Where what this node admits by itself is not charged. */
    static Debts none() {
        return new Debts(0);
    }

    /** Where the store is told of all that this node's calls hold, again and again. */
    public static Debts ofHeld() {
        return new Debts(0, false);
    }

    /** What is older than that need not be charged any more. */
    public void remember(long millis) {
        memoryMillis = millis;
    }

    public boolean areNone() {
        return keys.isEmpty();
    }

    /** A call was admitted that the store knows nothing of, as far as is known. */
    public void owe(String key, CounterOperation call, long atMillis) {
        if (maxKeys == 0 || call.cost() == 0) {
            return;
        }
        Taken taken = new Taken(call.cost(), atMillis);
        keys.compute(
                key,
                (k, debt) -> {
                    if (isFull(debt) || !call.owe(taken)) {
                        return debt;
                    }
                    Debt before = debt == null ? Debt.NOTHING : debt;
                    return before.since(atMillis - memoryMillis).plus(List.of(taken));
                });
    }

    /**
     * It turns out that the store has charged the call, of which nobody waited to hear.
     *
     * @param atMillis when the store has charged it
     * @return whether this node had rejected the call, so that the permits have to be given back
     */
    boolean charged(String key, CounterOperation call, long atMillis) {
        if (maxKeys > 0 && call.cost() > 0) {
            keys.compute(
                    key,
                    (k, debt) -> {
                        Taken owed = call.charge(atMillis);
                        return owed == null || debt == null ? debt : orNull(debt.minus(owed));
                    });
        } else {
            call.charge(atMillis);
        }
        return returnsUnused && call.cost() > 0 && call.isChargedForNothing();
    }

    /**
     * This node has rejected a call by itself.
     *
     * @return whether the store has charged it, so that the permits have to be given back
     */
    public boolean rejected(CounterOperation call) {
        return call.rejectAlone() && returnsUnused && call.cost() > 0;
    }

    /**
     * A call that was admitted gives back what it took.
     *
     * @return false if it has to be given back to the store, which has been charged
     */
    public boolean forgive(String key, CounterOperation call) {
        if (maxKeys == 0) {
            return true;
        }
        AtomicBoolean forgiven = new AtomicBoolean();
        keys.compute(
                key,
                (k, debt) -> {
                    Taken owed = call.owed();
                    Debt left = owed == null || debt == null ? debt : debt.minus(owed);
                    // What was never written down, for there was no room, is nobody's debt.
                    forgiven.set(left != debt || owed == null && !call.isCharged());
                    return orNull(left);
                });
        return forgiven.get();
    }

    /** Takes out what a key owes; who has it charges it or brings it back. Null for nothing. */
    Debt take(String key) {
        return keys.isEmpty() ? null : keys.remove(key);
    }

    /** Brings back what could not be charged. */
    void bringBack(String key, Debt unpaid) {
        if (maxKeys == 0 || unpaid.isNothing()) {
            return;
        }
        keys.compute(
                key,
                (k, debt) -> {
                    if (isFull(debt)) {
                        return null;
                    }
                    return debt == null ? unpaid : unpaid.plus(debt.taken());
                });
    }

    /** Forgets what a key owes. */
    public void forget(String key) {
        keys.remove(key);
    }

    /** Some of the keys that owe something, and forgets those whose debt is too old to matter. */
    public List<String> some(int most, long nowMillis, Predicate<String> which) {
        keys.keySet().forEach(key -> forgetOld(key, nowMillis - memoryMillis));
        return keys.keySet().stream().filter(which).limit(most).toList();
    }

    private void forgetOld(String key, long earliestMillis) {
        keys.computeIfPresent(key, (k, debt) -> orNull(debt.since(earliestMillis)));
    }

    private static Debt orNull(Debt debt) {
        return debt == null || debt.isNothing() ? null : debt;
    }

    private boolean isFull(Debt debt) {
        return debt == null && keys.size() >= maxKeys;
    }
}
