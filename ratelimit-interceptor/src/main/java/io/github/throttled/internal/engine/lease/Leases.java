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
 * <p>The fewer permits remain, the fewer are leased, so that one node's leases do not reject calls
 * of other nodes for long. A lease takes at most half of an equal share of what remains, and
 * nothing if that is less than one permit.
 */
public final class Leases {

    private final Map<String, Lease> leases = new ConcurrentHashMap<>();
    private final LeaseSize size;
    private final int maxKeys;
    private final IntSupplier nodes;
    private volatile boolean isClosed;

    /** Found without a look-up. If all calls share one counter, this is its lease. */
    private Latest latest;

    /** The lease that began last, with its key. */
    private record Latest(String key, Lease lease) {}

    /**
     * @param maxKeys how many keys may have a lease at a time
     * @param store the source of permits; a store that is not shared needs no leases
     */
    public Leases(LeaseSize size, int maxKeys, CounterStore store) {
        this(store.isShared() ? size : LeaseSize.NONE, maxKeys, store::members);
    }

    private Leases(LeaseSize size, int maxKeys, IntSupplier nodes) {
        this.size = size;
        this.maxKeys = maxKeys;
        this.nodes = nodes;
    }

    /** Leases nothing. */
    public static Leases none() {
        return new Leases(LeaseSize.NONE, 0, () -> 1);
    }

    /** Whether nothing is ever leased. */
    public boolean areNone() {
        return size.equals(LeaseSize.NONE);
    }

    /** The key's lease; null for none. */
    public Lease of(String key) {
        Latest one = latest;
        // Comparing references is enough: the look-up finds a key that is only equal.
        return one != null && one.key() == key ? one.lease() : leases.get(key);
    }

    /** How many leased permits of all keys this node could use now. */
    public long left(long nowMillis) {
        return leases.values().stream().mapToLong(lease -> lease.left(nowMillis)).sum();
    }

    /** The unused permits of the key's lease. */
    public UnusedPermits unused(String key, long nowMillis) {
        Lease lease = leases.get(key);
        return lease == null ? UnusedPermits.NOTHING : lease.unused(nowMillis);
    }

    /** Ends a key's lease, whose unused permits are to be given back. Null if there is none. */
    public Lease end(String key) {
        latest = null;
        return leases.remove(key);
    }

    /**
     * Leases permits.
     *
     * @return null if none were taken
     */
    public Lease take(Counter counter, LeaseSize.Demand demand) {
        long wanted = demand.cost() == 0 ? 0 : size.ahead(demand);
        if (wanted <= 0 || isClosed || leases.size() >= maxKeys) {
            return null;
        }
        LeaseTerms terms = counter.leaseTerms();
        long ahead = Math.min(wanted, equalShare(counter.remaining()));
        if (ahead <= 0 || terms.lengthMillis() == 0) {
            return null;
        }
        long charged = counter.take(ahead).atMillis();
        return new Lease(ahead, terms, charged, demand.nowMillis(), demand.isContended());
    }

    /**
     * Makes a lease usable.
     *
     * @param state the stored state since the lease was taken
     */
    public void begin(String key, Lease lease, long[] state) {
        lease.setState(state);
        leases.put(key, lease);
        latest = new Latest(key, lease);
    }

    /** Updates the state of a lease, after this node has changed it or found it changed. */
    public void updateState(String key, long[] state) {
        Lease lease = leases.get(key);
        if (lease != null) {
            lease.setState(state);
        }
    }

    /**
     * Ends the leases that have not been used since the last call of this method.
     *
     * @param giveBack receives the unused permits of each
     */
    public void endIdle(long nowMillis, BiConsumer<String, UnusedPermits> giveBack) {
        end(lease -> !lease.isUsedSince(), nowMillis, giveBack);
    }

    /** Ends all leases, and takes no more. */
    public void close(long nowMillis, BiConsumer<String, UnusedPermits> giveBack) {
        isClosed = true;
        end(lease -> true, nowMillis, giveBack);
    }

    /** Ends all leases without giving back: the store they came from is gone. */
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

    private long equalShare(long remaining) {
        int nodeCount = nodes.getAsInt();
        return nodeCount == 1 ? remaining : remaining / (2L * nodeCount);
    }
}
