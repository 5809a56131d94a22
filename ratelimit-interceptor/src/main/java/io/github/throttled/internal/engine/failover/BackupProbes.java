package io.github.throttled.internal.engine.failover;

import io.github.throttled.internal.store.Peers;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * Finds out which parts of the store hang while a member is silent. A write is answered when the
 * owner and the backup have stored it. So a part with its backup on the silent member hangs, though
 * its owner is alive. Hazelcast does not publish where backups are. So while a member is silent,
 * each part is asked to store something. A part hangs if it has not done so for as long as a member
 * may be silent. Thread-safe; {@link #check} is for one thread at a time.
 *
 * <p>Hazelcast stops waiting for a backup after some seconds and then answers. Such a late answer
 * does not count, and the part is asked again.
 */
final class BackupProbes {

    /** A part is asked again so many timeouts after an answer in time. */
    private static final int PAUSE = 2;

    /** A question counts as lost so many timeouts after it was asked. */
    private static final int LOST = 10;

    private static final Executor HERE = Runnable::run;

    private final Peers peers;
    private final long timeoutNanos;
    private final Probe[] probes;
    private final AtomicInteger hanging = new AtomicInteger();

    /** The probe of one part. */
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

        void check(long ranNanos) {
            long asks = 0;
            synchronized (this) {
                waitedNanos += ranNanos;
                if (!isAsked || waitedNanos >= timeoutNanos * (isAnswered ? PAUSE : LOST)) {
                    asks = begin();
                } else if (!isAnswered && waitedNanos >= timeoutNanos) {
                    setHangs(true);
                }
            }
            if (asks > 0) {
                ask(asks);
            }
        }

        synchronized void end() {
            isAsked = false;
            question++;
            setHangs(false);
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
                setHangs(false);
            } else {
                isAsked = false;
            }
        }

        private void setHangs(boolean now) {
            if (hangs != now) {
                hangs = now;
                hanging.addAndGet(now ? 1 : -1);
            }
        }
    }

    /**
     * @param parts how many parts the store has
     * @param timeout how long an answer may take; positive
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

    /** How many parts hang, not counting those with a silent owner. */
    int hanging() {
        return hanging.get();
    }

    /**
     * Checks all parts while a member is silent.
     *
     * @param ranNanos how long this node was running since the last check
     * @param isOwnerSilent whether the owner of a part is silent; such a part is not probed
     */
    void check(long ranNanos, IntPredicate isOwnerSilent) {
        for (Probe probe : probes) {
            if (isOwnerSilent.test(probe.part)) {
                probe.end();
            } else {
                probe.check(ranNanos);
            }
        }
    }

    /** Stops all probes: no member is silent any more. */
    void end() {
        for (Probe probe : probes) {
            probe.end();
        }
    }
}
