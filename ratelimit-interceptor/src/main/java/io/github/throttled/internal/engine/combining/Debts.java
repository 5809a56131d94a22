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
 * The permits that this node has admitted by its own share while the store did not answer, by key.
 * The store is charged for them when it answers again. Thread-safe.
 *
 * <p>An attempt on a key charges its debt. The attempt takes the debt out of here, and restores the
 * debt unless the charge is certainly stored. Attempts on a key follow each other. So when an
 * attempt takes a debt out, each earlier call of the key is known to be charged or not. Charged
 * calls are not owed any more.
 *
 * <p>The exception is a lost answer. Such a call is owed, and may be charged twice. Finding the
 * expected state in the store proves nothing, since another node may have stored the same.
 *
 * <p>Bounded: no more keys than counters, {@link #MOST_TIMES} instants for each, and nothing older
 * than the memory of the counters.
 */
public final class Debts {

    /**
     * With more instants, two neighbours are merged at the time of the later one, which counts for
     * longer.
     */
    static final int MOST_TIMES = 16;

    private final Map<String, Debt> keys = new ConcurrentHashMap<>();
    private final int maxKeys;
    private final boolean returnsUnused;
    private volatile long memoryMillis;

    /**
     * Permits that were admitted.
     *
     * @param sinceMillis when the first of them were admitted, in milliseconds since the epoch
     * @param atMillis when the last of them were admitted; all are charged as of that time
     */
    record Taken(long permits, long sinceMillis, long atMillis) {

        Taken(long permits, long atMillis) {
            this(permits, atMillis, atMillis);
        }

        /** Whether the other permits may be part of these. */
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
     * The debt of one key.
     *
     * @param taken in chronological order
     */
    record Debt(List<Taken> taken) {

        static final Debt NOTHING = new Debt(List.of());

        boolean isNothing() {
            return taken.isEmpty();
        }

        Debt plus(List<Taken> more) {
            return new Debt(merged(taken, more));
        }

        /**
         * Subtracts permits that were admitted at one instant. Returns the same debt if they are
         * not owed.
         */
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

        /** The time that two merged neighbours would span, in milliseconds. */
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

    /** The debts of a policy: only {@code on-store-failure=local} creates debts. */
    public static Debts of(Policy policy) {
        return policy.onStoreFailure() == OnStoreFailure.LOCAL
                ? new Debts(policy.maxKeys())
                : none();
    }

    /**
     * These debts, or new ones for the policy if these never contain any. The new limits have to
     * pay the old debts.
     */
    public Debts orThoseOf(Policy policy) {
        return maxKeys > 0 ? this : of(policy);
    }

    /** For a node that never owes anything. */
    static Debts none() {
        return new Debts(0);
    }

    /** For held permits: the node reports them to the store again and again, so nothing is owed. */
    public static Debts ofHeld() {
        return new Debts(0, false);
    }

    /** Sets the age beyond which a debt need not be charged any more. */
    public void remember(long millis) {
        memoryMillis = millis;
    }

    public boolean areNone() {
        return keys.isEmpty();
    }

    /**
     * Records that this node has admitted a call which the store, as far as known, has not charged.
     */
    public void owe(String key, Submission call, long atMillis) {
        if (maxKeys == 0 || call.operation().cost() == 0) {
            return;
        }
        Taken taken = new Taken(call.operation().cost(), atMillis);
        keys.compute(
                key,
                (k, debt) -> {
                    if (isFull(debt) || !call.lateCharge().markOwed(taken)) {
                        return debt;
                    }
                    Debt before = debt == null ? Debt.NOTHING : debt;
                    return before.since(atMillis - memoryMillis).plus(List.of(taken));
                });
    }

    /**
     * Records that the store has charged a call after its caller had given up.
     *
     * @param atMillis when the store has charged the call
     * @return whether this node had rejected the call, so that the permits have to be given back
     */
    boolean chargedLate(String key, Submission call, long atMillis) {
        if (maxKeys > 0 && call.operation().cost() > 0) {
            keys.compute(
                    key,
                    (k, debt) -> {
                        Taken owed = call.lateCharge().markCharged(atMillis);
                        return owed == null || debt == null ? debt : orNull(debt.minus(owed));
                    });
        } else {
            call.lateCharge().markCharged(atMillis);
        }
        return returnsUnused
                && call.operation().cost() > 0
                && call.lateCharge().isChargedAfterRejection();
    }

    /**
     * Records that this node has rejected a call by itself.
     *
     * @return whether the store has charged the call, so that the permits have to be given back
     */
    public boolean rejected(Submission call) {
        return call.lateCharge().markRejectedLocally()
                && returnsUnused
                && call.operation().cost() > 0;
    }

    /**
     * Cancels the debt of an admitted call that gives its permits back.
     *
     * @return false if the permits have to be given back to the store, which has charged them
     */
    public boolean forgive(String key, Submission call) {
        if (maxKeys == 0) {
            return true;
        }
        AtomicBoolean forgiven = new AtomicBoolean();
        keys.compute(
                key,
                (k, debt) -> {
                    Taken owed = call.lateCharge().owed();
                    Debt left = owed == null || debt == null ? debt : debt.minus(owed);
                    // A call that was not recorded, for lack of space, is owed by no key.
                    forgiven.set(left != debt || owed == null && !call.lateCharge().isCharged());
                    return orNull(left);
                });
        return forgiven.get();
    }

    /** Takes out the debt of a key, to charge or restore it. Null for none. */
    Debt take(String key) {
        return keys.isEmpty() ? null : keys.remove(key);
    }

    /** Restores a debt that could not be charged. */
    void restore(String key, Debt unpaid) {
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

    /** Forgets the debt of a key. */
    public void forget(String key) {
        keys.remove(key);
    }

    /** Returns some of the indebted keys, and forgets debts that are too old to count. */
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
