package io.github.throttled.internal.engine.failover;

import io.github.throttled.internal.store.Peer;
import io.github.throttled.internal.store.Peers;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Watches the other members of the grid. Every answer of a member counts as a sign of life. A
 * member that has answered nothing since the last check is asked something cheap. Thread-safe;
 * {@link #check} is for one thread at a time, which calls it regularly.
 *
 * <p>A late check shows that this node itself was paused: its garbage collector, its processor or
 * its operating system. Such time is not the members' silence. So a check never counts for more
 * than {@link #MAX_HALF_INTERVALS} halves of the interval between checks.
 */
final class MemberMonitor {

    /** How many checks there are within the timeout. */
    private static final int CHECKS = 10;

    /** The shortest time between checks. */
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(5);

    /** The longest time between checks. */
    private static final Duration LONGEST_INTERVAL = Duration.ofMillis(250);

    /** How much a check counts at most, in halves of an interval. */
    private static final int MAX_HALF_INTERVALS = 3;

    /** Names are looked up once in so many checks. */
    private static final int CHECKS_PER_NAME = 10;

    private static final Executor HERE = Runnable::run;

    private final Map<Peer, Watched> members = new ConcurrentHashMap<>();
    private final Peers peers;
    private final long timeoutNanos;
    private final Duration interval;
    private final LongSupplier nanos;
    private final Listener listener;
    private long checkedNanos;
    private long checks;

    /** Receives changes on the thread that detects them. Must neither wait nor fail. */
    interface Listener {

        /** The member has been silent for the timeout. */
        void failed(Peer peer);

        /**
         * The member answers again.
         *
         * @param silentNanos since when it had been found silent
         */
        void recovered(Peer peer, long silentNanos);

        /**
         * The member has left the grid.
         *
         * @param hadFailed whether it had been found silent
         */
        void left(Peer peer, boolean hadFailed);
    }

    /** What is known of one member. */
    private final class Watched {

        private final Peer peer;
        private final SilenceDetector detector = new SilenceDetector(timeoutNanos);
        private volatile boolean isHeard;
        private volatile boolean hasFailed;
        private volatile long failedNanos;

        Watched(Peer peer) {
            this.peer = peer;
        }

        /** Cheap while the member is alive: the flag is only written when it changes. */
        void answered(long askedNanos) {
            if (hasFailed) {
                answeredLate(askedNanos);
            } else if (!isHeard) {
                isHeard = true;
            }
        }

        private void answeredLate(long askedNanos) {
            boolean isBack;
            synchronized (detector) {
                isBack = detector.answered(askedNanos - failedNanos >= 0);
                hasFailed = detector.hasFailed();
            }
            if (isBack) {
                listener.recovered(peer, nanos.getAsLong() - failedNanos);
            }
        }

        void check(long ranNanos) {
            boolean fails;
            boolean asks;
            synchronized (detector) {
                boolean wasHeard = isHeard;
                if (wasHeard) {
                    isHeard = false;
                    detector.answered(false);
                }
                fails = detector.passed(ranNanos);
                if (fails) {
                    failedNanos = nanos.getAsLong();
                    hasFailed = true;
                }
                asks = !wasHeard && detector.wantsQuestion();
                if (asks) {
                    detector.asked();
                }
            }
            if (fails) {
                listener.failed(peer);
            }
            if (asks) {
                ask();
            }
        }

        private void ask() {
            long asked = nanos.getAsLong();
            peers.ask(peer)
                    .whenCompleteAsync(
                            (answer, error) -> {
                                if (error == null) {
                                    answered(asked);
                                } else {
                                    lost();
                                }
                            },
                            HERE);
        }

        private void lost() {
            synchronized (detector) {
                detector.lost();
            }
        }
    }

    /**
     * Creates a monitor that does not watch any member yet.
     *
     * @param timeout how long a member may be silent; positive
     * @param nanos as {@link System#nanoTime}
     */
    MemberMonitor(Peers peers, Duration timeout, LongSupplier nanos, Listener listener) {
        this.peers = peers;
        this.timeoutNanos = timeout.toNanos();
        this.interval = interval(timeout);
        this.nanos = nanos;
        this.listener = listener;
        this.checkedNanos = nanos.getAsLong();
        peers.onLeave(this::left);
    }

    /** How often {@link #check} should be called. */
    Duration interval() {
        return interval;
    }

    /** Records a member's answer to a question that was asked at {@code askedNanos}. */
    void answered(Peer peer, long askedNanos) {
        Watched watched = members.get(peer);
        if (watched != null) {
            watched.answered(askedNanos);
        }
    }

    /** Whether the member has been found silent; false for an unknown one. */
    boolean isSilent(Peer peer) {
        Watched watched = members.get(peer);
        return watched != null && watched.hasFailed;
    }

    /**
     * Checks all members.
     *
     * @return how long this node was running since the last check, in nanoseconds
     */
    long check() {
        long now = nanos.getAsLong();
        long most = interval.toNanos() * MAX_HALF_INTERVALS / 2;
        long ran = Math.max(0, Math.min(now - checkedNanos, most));
        checkedNanos = now;
        boolean looksUpNames = checks++ % CHECKS_PER_NAME == 0;
        List<Peer> present = peers.all();
        for (Peer peer : present) {
            members.computeIfAbsent(peer, Watched::new).check(ran);
            if (looksUpNames && !isSilent(peer)) {
                // The name must be known before the member becomes silent.
                peers.name(peer);
            }
        }
        // A member that left during the last check may have been added again. An empty list means
        // that this node is shutting down, or has had its notifications already.
        members.keySet().stream()
                .filter(peer -> !present.isEmpty() && !present.contains(peer))
                .forEach(this::left);
        return ran;
    }

    private void left(Peer peer) {
        Watched gone = members.remove(peer);
        if (gone != null) {
            listener.left(peer, gone.hasFailed);
        }
    }

    private static Duration interval(Duration timeout) {
        Duration even = timeout.dividedBy(CHECKS);
        if (even.compareTo(SHORTEST_INTERVAL) < 0) {
            return SHORTEST_INTERVAL;
        }
        return even.compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL : even;
    }
}
