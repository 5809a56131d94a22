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
 * member that has given none since the last look is asked something cheap. Thread-safe; {@link
 * #look} is for one thread at a time, which calls it regularly.
 *
 * <p>A look that comes late tells that this node itself was stopped: its garbage collector, its
 * processor or its operating system. Such time is not the members' silence, so a look never counts
 * for more than {@link #MOST_INTERVALS} of the intervals that lie between looks.
 */
final class MemberMonitor {

    /** How many looks there are within the timeout. */
    private static final int LOOKS = 10;

    /** No more looks than that in a second. */
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(5);

    /** Neither fewer than that. */
    private static final Duration LONGEST_INTERVAL = Duration.ofMillis(250);

    /** For so many intervals a look counts at most, in halves. */
    private static final int MOST_INTERVALS = 3;

    /** Names are looked up once in so many looks. */
    private static final int LOOKS_PER_NAME = 10;

    private static final Executor HERE = Runnable::run;

    private final Map<Peer, Watched> members = new ConcurrentHashMap<>();
    private final Peers peers;
    private final long timeoutNanos;
    private final Duration interval;
    private final LongSupplier nanos;
    private final Listener listener;
    private long lookedNanos;
    private long looks;

    /** Is told of changes, on the thread that finds out. Must neither wait nor fail. */
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

        /** Cheap while all is well: the flag is only written when it changes. */
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

        void look(long ranNanos) {
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
     * Nobody is watched yet.
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
        this.lookedNanos = nanos.getAsLong();
        peers.onLeave(this::left);
    }

    /** How often it is to be looked. */
    Duration interval() {
        return interval;
    }

    /** A member has answered a question that was asked then. */
    void answered(Peer peer, long askedNanos) {
        Watched watched = members.get(peer);
        if (watched != null) {
            watched.answered(askedNanos);
        }
    }

    /** Whether the member has been found silent; false for one that nobody knows. */
    boolean isSilent(Peer peer) {
        Watched watched = members.get(peer);
        return watched != null && watched.hasFailed;
    }

    /**
     * Looks at all members.
     *
     * @return for how long this node was running since the last look, in nanoseconds
     */
    long look() {
        long now = nanos.getAsLong();
        long most = interval.toNanos() * MOST_INTERVALS / 2;
        long ran = Math.max(0, Math.min(now - lookedNanos, most));
        lookedNanos = now;
        boolean isTimeForNames = looks++ % LOOKS_PER_NAME == 0;
        List<Peer> there = peers.all();
        for (Peer peer : there) {
            members.computeIfAbsent(peer, Watched::new).look(ran);
            if (isTimeForNames && !isSilent(peer)) {
                // It must be known before the member falls silent.
                peers.name(peer);
            }
        }
        // One that left during the last look may have been added again. Where nobody is there, this
        // node is being shut down, or has been told already.
        members.keySet().stream()
                .filter(peer -> !there.isEmpty() && !there.contains(peer))
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
        Duration even = timeout.dividedBy(LOOKS);
        if (even.compareTo(SHORTEST_INTERVAL) < 0) {
            return SHORTEST_INTERVAL;
        }
        return even.compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL : even;
    }
}
