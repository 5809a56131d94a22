package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleListener;
import com.hazelcast.core.LifecycleService;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether this node is in a grid that may be asked. It is not in one of fewer members than there
 * have to be, which may be the smaller part of one that was split; and not while it leaves such a
 * part and joins the rest, when counters of one and then of the other answer.
 */
final class Membership implements LifecycleListener, AutoCloseable {

    private final List<Runnable> onRejoin = new CopyOnWriteArrayList<>();
    private final Cluster cluster;
    private final LifecycleService lifecycle;
    private final int leastMembers;
    private final UUID registration;
    private final AtomicInteger era = new AtomicInteger();
    private volatile boolean isJoining;
    private volatile boolean isClosed;

    /**
     * @param leastMembers how many members there have to be; at least 1
     */
    Membership(HazelcastInstance hazelcast, int leastMembers) {
        // An instance that is down does not tell them any more.
        this.cluster = hazelcast.getCluster();
        this.lifecycle = hazelcast.getLifecycleService();
        this.leastMembers = leastMembers;
        this.registration = lifecycle.addLifecycleListener(this);
    }

    /** Says what is to be done when this node has joined others, before they are asked. */
    void onRejoin(Runnable action) {
        onRejoin.add(action);
    }

    /**
     * The time in which what is asked now must be answered, or it was another grid's answer.
     *
     * @throws IllegalStateException if the grid may not be asked
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
        if (leastMembers > 1 && members() < leastMembers) {
            throw new IllegalStateException(
                    "the cluster has "
                            + members()
                            + " members, fewer than throttled.min-members = "
                            + leastMembers);
        }
        return current;
    }

    /** Whether nothing has changed since. */
    boolean isStill(int formerEra) {
        return era.get() == formerEra;
    }

    int leastMembers() {
        return leastMembers;
    }

    int members() {
        return cluster.getMembers().size();
    }

    /** Hazelcast waits until this returns, and goes on only then. */
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
            default -> {
                // The node goes on in the grid where it is, or nobody can be asked any more.
            }
        }
    }

    @Override
    public void close() {
        isClosed = true;
        lifecycle.removeLifecycleListener(registration);
    }
}
