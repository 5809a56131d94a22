package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleListener;
import com.hazelcast.core.LifecycleService;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides whether this node's grid may be used. The grid may not be used with fewer members than
 * required, since it may be the smaller part of a split. Nor may it be used while this node leaves
 * such a part and joins the rest, since the counters of either may answer.
 */
final class Membership implements LifecycleListener, AutoCloseable {

    private final List<Runnable> onRejoin = new CopyOnWriteArrayList<>();
    private final Cluster cluster;
    private final LifecycleService lifecycle;
    private final int minMembers;
    private final UUID registration;
    private final AtomicInteger era = new AtomicInteger();
    private final AtomicInteger departures = new AtomicInteger();
    private volatile boolean isJoining;
    private volatile boolean isClosed;
    private volatile Set<Member> known = Set.of();

    /** How many members there were when this node left; 0 before. */
    private volatile int membersAtShutdown;

    /**
     * @param minMembers how many members are required; at least 1
     */
    Membership(HazelcastInstance hazelcast, int minMembers) {
        // An instance that is down does not return them any more.
        this.cluster = hazelcast.getCluster();
        this.lifecycle = hazelcast.getLifecycleService();
        this.minMembers = minMembers;
        this.registration = lifecycle.addLifecycleListener(this);
    }

    /** Registers an action that runs when this node has joined others, before they are asked. */
    void onRejoin(Runnable action) {
        onRejoin.add(action);
    }

    /**
     * The current era. An answer that arrives in a later era came from another grid.
     *
     * @throws IllegalStateException if the grid may not be used
     */
    int era() {
        int current = era.get();
        if (isClosed) {
            throw new IllegalStateException("the store is closed");
        }
        if (isJoining) {
            throw new IllegalStateException(
                    "this node joins the rest of a cluster that it was cut off from");
        }
        if (minMembers > 1 && members() < minMembers) {
            throw new IllegalStateException(
                    "the cluster has "
                            + members()
                            + " members, fewer than throttled.min-members = "
                            + minMembers);
        }
        return current;
    }

    /** Whether the era is the same. */
    boolean isStill(int formerEra) {
        return era.get() == formerEra;
    }

    int minMembers() {
        return minMembers;
    }

    /**
     * How many members the grid has. An instance that has been shut down knows only itself. Its
     * application may still have requests, whose share of a limit stays what it was.
     */
    int members() {
        int last = membersAtShutdown;
        return last > 0 ? last : cluster.getMembers().size();
    }

    /**
     * How many times members were found to have left, or to have closed the connection.
     *
     * <p>Compares the members instead of listening, because Hazelcast tells listeners later. A
     * member has the new list before it runs an operation of a member that left again. A client may
     * have it after that.
     */
    int departures() {
        try {
            if (!cluster.getMembers().equals(known)) {
                compareMembers();
            }
        } catch (RuntimeException e) {
            // An instance that is shut down has no members, and stores nothing.
        }
        return departures.get();
    }

    /** A member has closed the connection to this client, and may have stored an update before. */
    void replyLost() {
        departures.incrementAndGet();
    }

    private synchronized void compareMembers() {
        Set<Member> current = cluster.getMembers();
        if (!current.containsAll(known)) {
            departures.incrementAndGet();
        }
        known = current;
    }

    /** Hazelcast waits until this method returns. */
    @Override
    public void stateChanged(LifecycleEvent event) {
        switch (event.getState()) {
            case MERGING -> {
                isJoining = true;
                era.incrementAndGet();
            }
            case MERGED -> {
                onRejoin.forEach(Runnable::run);
                isJoining = false;
            }
            case MERGE_FAILED -> isJoining = false;
            case SHUTTING_DOWN -> membersAtShutdown = cluster.getMembers().size();
            default -> {
                // The node stays in its grid.
            }
        }
    }

    @Override
    public void close() {
        isClosed = true;
        lifecycle.removeLifecycleListener(registration);
    }
}
