package io.github.throttled.internal.engine.failover;

import io.github.throttled.internal.store.Peers;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * Finds out which parts of the store hang while a member is silent. A write is answered when the
 * owner and the backup have stored it, so a part hangs whose backup is on the silent member, though
 * its owner is alive. Hazelcast tells nobody where backups are. So while any member is silent, each
 * part is asked to store something; a part that has not done so for as long as a member may be
 * silent hangs. Thread-safe; {@link #look} is for one thread at a time.
 *
 * <p>Hazelcast gives up waiting for a backup after some seconds and then answers all the same. An
 * answer that comes so late does not count, and the part is asked again.
 */
final class BackupProbes {

    /** So many timeouts after an answer that came in time, a part is asked again. */
    private static final int PAUSE = 2;

    /** So many timeouts after a question that nobody has answered, it counts as lost. */
    private static final int LOST = 10;

    private static final Executor HERE = Runnable::run;

    private final Peers peers;
    private final long timeoutNanos;
    private final Probe[] probes;
    private final AtomicInteger hanging = new AtomicInteger();

    /** What is known of one part. */
    private final class Probe {

        private final int part;
        private long question;
        private boolean isAsked;
        private boolean isAnswered;
        private long waitedNanos;
        private volatile boolean hangs;

        Probe(int part) {
            this.part = part;
        }

        void look(long ranNanos) {
            long asks = 0;
            synchronized (this) {
                waitedNanos += ranNanos;
                if (!isAsked || waitedNanos >= timeoutNanos * (isAnswered ? PAUSE : LOST)) {
                    asks = begin();
                } else if (!isAnswered && waitedNanos >= timeoutNanos) {
                    hangs(true);
                }
            }
            if (asks > 0) {
                ask(asks);
            }
        }

        synchronized void end() {
            isAsked = false;
            question++;
            hangs(false);
        }

        private long begin() {
            isAsked = true;
            isAnswered = false;
            waitedNanos = 0;
            return ++question;
        }

        private void ask(long asked) {
            peers.write(part).whenCompleteAsync((done, error) -> answered(asked, error), HERE);
        }

        private synchronized void answered(long asked, Throwable error) {
            if (asked != question) {
                return;
            }
            if (error == null && waitedNanos < timeoutNanos) {
                isAnswered = true;
                waitedNanos = 0;
                hangs(false);
            } else {
                isAsked = false;
            }
        }

        private void hangs(boolean does) {
            if (hangs != does) {
                hangs = does;
                hanging.addAndGet(does ? 1 : -1);
            }
        }
    }

    /**
     * @param parts how many parts the store has
     * @param timeout how long a part may take; positive
     */
    BackupProbes(Peers peers, int parts, Duration timeout) {
        this.peers = peers;
        this.timeoutNanos = timeout.toNanos();
        this.probes = new Probe[parts];
        for (int part = 0; part < parts; part++) {
            probes[part] = new Probe(part);
        }
    }

    /** Whether a part hangs. */
    boolean hangs(int part) {
        return probes[part].hangs;
    }

    /** How many parts hang, without those whose owner is silent. */
    int hanging() {
        return hanging.get();
    }

    /**
     * Looks at all parts, while a member is silent.
     *
     * @param ranNanos for how long this node was running since the last look
     * @param isOwnerSilent whether the owner of a part is silent, which needs no question
     */
    void look(long ranNanos, IntPredicate isOwnerSilent) {
        for (Probe probe : probes) {
            if (isOwnerSilent.test(probe.part)) {
                probe.end();
            } else {
                probe.look(ranNanos);
            }
        }
    }

    /** No member is silent any more: no part hangs for that. */
    void end() {
        for (Probe probe : probes) {
            probe.end();
        }
    }
}
