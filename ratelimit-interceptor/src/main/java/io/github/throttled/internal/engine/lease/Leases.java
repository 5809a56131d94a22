package io.github.throttled.internal.engine.lease;

import io.github.throttled.internal.algorithm.Counter;
import io.github.throttled.internal.algorithm.LeaseTerms;
import io.github.throttled.internal.algorithm.UnusedPermits;
import io.github.throttled.internal.store.CounterStore;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/**
 * The leases of one policy on this node, by key. Thread-safe; one thread at a time takes and
 * returns leases of a key.
 *
 * <p>Fewer are taken the fewer there are, so that nodes do not refuse what others have on lease for
 * long: at most half of what an equal part of the rest would be, and none when that is less than
 * one permit.
 */
public final class Leases {

    private final Map<String, Lease> leases = new ConcurrentHashMap<>();
    private final LeaseSize size;
    private final int maxKeys;
    private final IntSupplier nodes;
    private volatile boolean isClosed;

    /** Found without a look-up: where all share one counter, it is that one. */
    private Latest latest;

    /** A key, and the lease that began there. */
    private record Latest(String key, Lease lease) {}

    /**
     * @param maxKeys how many keys may have one at a time
     * @param store where permits are taken; none where nobody else could have them
     */
    public Leases(LeaseSize size, int maxKeys, CounterStore store) {
        this(store.isShared() ? size : LeaseSize.NONE, maxKeys, store::members);
    }

    private Leases(LeaseSize size, int maxKeys, IntSupplier nodes) {
        this.size = size;
        this.maxKeys = maxKeys;
        this.nodes = nodes;
    }

    /** Where nothing is leased. */
    public static Leases none() {
        return new Leases(LeaseSize.NONE, 0, () -> 1);
    }

    /** Whether nothing is ever taken ahead. */
    public boolean areNone() {
        return size.equals(LeaseSize.NONE);
    }

    /** The key's lease; null if there is none. */
    public Lease of(String key) {
        Latest one = latest;
        // The same object is enough: an equal key is found all the same.
        return one != null && one.key() == key ? one.lease() : leases.get(key);
    }

    /** How many permits this node could use now, of all keys. */
    public long left(long nowMillis) {
        return leases.values().stream().mapToLong(lease -> lease.left(nowMillis)).sum();
    }

    /** What this node has and has not used. */
    public UnusedPermits unused(String key, long nowMillis) {
        Lease lease = leases.get(key);
        return lease == null ? UnusedPermits.NOTHING : lease.unused(nowMillis);
    }

    /** Ends a key's lease; what is left of it is to be given back. Null if there is none. */
    public Lease end(String key) {
        latest = null;
        return leases.remove(key);
    }

    /**
     * Takes permits ahead.
     *
     * @return null if none were taken
     */
    public Lease take(Counter counter, LeaseSize.Demand demand) {
        long wanted = demand.cost() == 0 ? 0 : size.ahead(demand);
        if (wanted <= 0 || isClosed || leases.size() >= maxKeys) {
            return null;
        }
        LeaseTerms tenure = counter.tenure();
        long ahead = Math.min(wanted, part(counter.remaining()));
        if (ahead <= 0 || tenure.lengthMillis() == 0) {
            return null;
        }
        long charged = counter.take(ahead).atMillis();
        return new Lease(ahead, tenure, charged, demand.nowMillis(), demand.isCrowded());
    }

    /**
     * From now on a lease can be used.
     *
     * @param state what is stored since it was taken
     */
    public void begin(String key, Lease lease, long[] state) {
        lease.saw(state);
        leases.put(key, lease);
        latest = new Latest(key, lease);
    }

    /** Somebody has changed what is stored, or has found it changed, while a lease goes on. */
    public void saw(String key, long[] state) {
        Lease lease = leases.get(key);
        if (lease != null) {
            lease.saw(state);
        }
    }

    /**
     * Ends those that have not been used since this was last called.
     *
     * @param giveBack gets what is left of each
     */
    public void endIdle(long nowMillis, BiConsumer<String, UnusedPermits> giveBack) {
        end(lease -> !lease.isUsedSince(), nowMillis, giveBack);
    }

    /** Ends all, and takes no more. */
    public void close(long nowMillis, BiConsumer<String, UnusedPermits> giveBack) {
        isClosed = true;
        end(lease -> true, nowMillis, giveBack);
    }

    /** Ends all, where nothing is to be given back: whoever lent them is no more. */
    public void forgetAll(long nowMillis) {
        end(lease -> true, nowMillis, (key, unused) -> {});
    }

    private void end(
            Predicate<Lease> which, long nowMillis, BiConsumer<String, UnusedPermits> giveBack) {
        leases.forEach(
                (key, lease) -> {
                    if (which.test(lease) && leases.remove(key, lease)) {
                        UnusedPermits unused = lease.close(nowMillis);
                        if (!unused.isNothing()) {
                            giveBack.accept(key, unused);
                        }
                    }
                });
    }

    private long part(long remaining) {
        int sharers = nodes.getAsInt();
        return sharers == 1 ? remaining : remaining / (2L * sharers);
    }
}
