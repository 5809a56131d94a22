package io.github.throttled.internal.engine.failover;

import io.github.throttled.internal.concurrent.DaemonScheduler;
import io.github.throttled.internal.concurrent.DaemonThreads;
import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.ForwardingCounters;
import io.github.throttled.internal.store.Peer;
import io.github.throttled.internal.store.Peers;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which parts of the store answer, and who waits for them.
 *
 * <p>A part does not answer while the member that owns it is silent. When the {@link MemberMonitor}
 * finds a member silent, all calls that wait for its parts are released at once, and nobody waits
 * for these parts until the member answers again. A call whose member is alive waits on.
 *
 * <p>A part may also hang though its owner is alive. The member that holds its backup may be
 * silent, which the {@link BackupProbes} find out. The part may be about to be moved, or have no
 * owner; each part has a circuit breaker for what hangs so long that callers give up.
 *
 * <p>The log tells of each member that falls silent and answers again, and of the first part that
 * hangs and the last one that does no more; never of a call.
 */
public final class StoreHealth
        implements CircuitBreaker.Listener, MemberMonitor.Listener, AutoCloseable {

    static final String MONITOR_THREAD = "throttled-monitor";

    private static final SilentMemberException HANGS =
            new SilentMemberException("a member that keeps the counter is silent");

    private static final Logger LOG = System.getLogger(StoreHealth.class.getName());

    private final CounterStore store;
    private final Peers peers;
    private final Duration silence;
    private final StoreTimeout patience;
    private final CircuitBreaker[] parts;
    private final BackupProbes backups;
    private final PendingOperations pending = new PendingOperations();
    private final Map<Peer, SilentMember> silentMembers = new ConcurrentHashMap<>();
    private final List<StoreListener> listeners = new CopyOnWriteArrayList<>();
    private final MemberMonitor monitor;
    private final DaemonScheduler monitorTimer =
            new DaemonScheduler(DaemonThreads.named(MONITOR_THREAD));
    private volatile boolean closed;
    private final AtomicInteger hangingParts = new AtomicInteger();
    private final AtomicBoolean isToldHanging = new AtomicBoolean();

    /** Whether anything does not answer; read by every call. */
    private volatile boolean isTroubled;

    private Instant since = Instant.now();

    /**
     * @param silence how long a member may be silent; positive
     * @param patience how long anybody waits in any case
     */
    public StoreHealth(CounterStore store, Duration silence, StoreTimeout patience) {
        this.store = store;
        this.peers = store.peers();
        this.silence = silence;
        this.patience = patience;
        CircuitBreaker.Clockwork clockwork = new RealTime();
        this.parts =
                Stream.generate(() -> new CircuitBreaker(patience.timeout(), clockwork, this))
                        .limit(store.parts())
                        .toArray(CircuitBreaker[]::new);
        this.backups = new BackupProbes(peers, parts.length, silence);
        this.monitor = new MemberMonitor(peers, silence, System::nanoTime, this);
    }

    /** The time of this machine, until this is closed. */
    private final class RealTime implements CircuitBreaker.Clockwork {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void after(Duration pause, Runnable task) {
            patience.timer().after(pause, () -> runUnlessClosed(task));
        }
    }

    /** Watches the members from now on. */
    public void begin() {
        if (peers != Peers.NONE) {
            monitorTimer.every(monitor.interval(), () -> runUnlessClosed(this::look));
        }
    }

    /** Asks the store nothing more of its own accord, and tells nothing more of it. */
    @Override
    public void close() {
        closed = true;
        monitorTimer.close();
    }

    private void runUnlessClosed(Runnable task) {
        if (!closed) {
            task.run();
        }
    }

    private void look() {
        long ran = monitor.look();
        if (!silentMembers.isEmpty()) {
            backups.look(ran, part -> isSilent(peers.ownerOf(part)));
            if (backups.hanging() > 0) {
                pending.release(key -> backups.hangs(part(key)), HANGS);
            }
        }
    }

    /** Says who is told from now on. */
    public void tell(StoreListener listener) {
        listeners.add(listener);
    }

    /** Whether the store may be asked for the key. */
    public boolean answers(String key) {
        // To find the part costs more than the rest, and mostly all do.
        return !isTroubled || !isSilent(key) && !breaker(key).isOpen();
    }

    /** Waits until the call is answered, or nobody answers it. */
    public void await(String key, CompletableFuture<?> call) {
        pending.add(key, call);
        try {
            releaseIfSilent(key, call);
            patience.await(call);
        } finally {
            pending.remove(call);
        }
    }

    /** Like {@link #await}, without a waiting thread. */
    public void watch(String key, CompletableFuture<?> call) {
        if (!call.isDone()) {
            pending.add(key, call);
            call.whenComplete((answer, error) -> pending.remove(call));
            releaseIfSilent(key, call);
            patience.watch(call);
        }
    }

    /** A member may have failed after the call was let through. */
    private void releaseIfSilent(String key, CompletableFuture<?> call) {
        if (isTroubled && isSilent(key)) {
            call.completeExceptionally(HANGS);
        }
    }

    /** Whether a silent member has to answer for the key, as its owner or as its backup. */
    private boolean isSilent(String key) {
        if (silentMembers.isEmpty()) {
            return false;
        }
        return isSilent(peers.ownerOf(key)) || backups.hangs(part(key));
    }

    private boolean isSilent(Peer owner) {
        return owner != null && silentMembers.containsKey(owner);
    }

    /**
     * A caller has got no answer.
     *
     * @param probe as in {@link CircuitBreaker#failed}
     */
    public void failed(String key, Throwable cause, Supplier<? extends CompletionStage<?>> probe) {
        listeners.forEach(StoreListener::failed);
        if (!(cause instanceof SilentMemberException)) {
            long now = System.nanoTime();
            long asked =
                    cause instanceof TimeoutException ? now - patience.timeout().toNanos() : now;
            breaker(key).failed(cause, asked, probe);
        }
    }

    /** The same counters, whose answers are noticed. */
    public Counters watched(Counters counters) {
        return store.isShared() ? new Watched(counters, this) : counters;
    }

    /** Whether there is any part that may be asked. */
    public boolean answersAtAll() {
        return state().silent() < parts.length;
    }

    public synchronized StoreState state() {
        List<SilentMember> members = silentMembers.isEmpty() ? List.of() : silentNow();
        int silent =
                members.stream().mapToInt(SilentMember::parts).sum()
                        + backups.hanging()
                        + hangingParts.get();
        return new StoreState(
                status(), since, Math.min(silent, parts.length), parts.length, members);
    }

    /** With the parts that each owns by now. */
    private List<SilentMember> silentNow() {
        Map<String, Integer> owned = peers.parts();
        return silentMembers.values().stream()
                .map(member -> member.owning(owned.getOrDefault(member.id(), 0)))
                .toList();
    }

    private SilentMember silentMember(Peer peer) {
        int owned = peers.parts().getOrDefault(peer.id(), 0);
        return new SilentMember(peer.id(), peers.name(peer), peer.address(), Instant.now(), owned);
    }

    @Override
    public void failed(Peer peer) {
        SilentMember member = silentMember(peer);
        changed(() -> silentMembers.put(peer, member));
        log(
                Level.WARNING,
                "Member {0} has been silent for {1} ms. It owns {2} of {3} parts of the counters"
                        + " ({4} %); each policy''s on-store-failure decides for these until it"
                        + " answers.",
                member.label(),
                Long.toString(silence.toMillis()),
                member.parts(),
                parts.length,
                Math.round(100.0 * member.parts() / parts.length));
        pending.release(key -> peer.equals(peers.ownerOf(key)), silence(peer));
    }

    @Override
    public void recovered(Peer peer, long silentNanos) {
        SilentMember[] member = new SilentMember[1];
        changed(() -> member[0] = silentMembers.remove(peer));
        if (member[0] != null) {
            log(
                    Level.INFO,
                    "Member {0} answers again, {1} ms after it was found silent.",
                    member[0].label(),
                    Long.toString(Duration.ofNanos(silentNanos).toMillis()));
        }
    }

    @Override
    public void left(Peer peer, boolean hadFailed) {
        changed(() -> silentMembers.remove(peer));
        log(
                Level.INFO,
                "Member {0} has left the cluster, which has {1} members now.",
                silentMember(peer).label(),
                store.members());
    }

    @Override
    public void opened(Throwable cause) {
        changed(hangingParts::incrementAndGet);
        if (isToldHanging.compareAndSet(false, true)) {
            log(
                    Level.WARNING,
                    "{0} does not answer ({1}); each policy''s on-store-failure decides until it"
                            + " does.",
                    store.description(),
                    cause);
        }
    }

    @Override
    public void closed() {
        changed(hangingParts::decrementAndGet);
        if (hangingParts.get() == 0 && isToldHanging.compareAndSet(true, false)) {
            log(
                    Level.INFO,
                    "{0} answers again; limits are cluster-wide again.",
                    store.description());
        }
    }

    private synchronized void changed(Runnable change) {
        boolean wasTroubled = isTroubled;
        change.run();
        isTroubled = hangingParts.get() > 0 || !silentMembers.isEmpty();
        if (silentMembers.isEmpty()) {
            backups.end();
        }
        if (isTroubled != wasTroubled) {
            since = Instant.now();
            StoreState state = state();
            listeners.forEach(
                    listener -> {
                        if (isTroubled) {
                            listener.unavailable(state);
                        } else {
                            listener.available(state);
                        }
                    });
        }
    }

    private SilentMemberException silence(Peer peer) {
        return new SilentMemberException("member " + peers.name(peer) + " is silent");
    }

    private void log(Level level, String change, Object... what) {
        if (!closed) {
            LOG.log(level, change, what);
        }
    }

    private StoreState.Status status() {
        if (!isTroubled) {
            return StoreState.Status.CLOSED;
        }
        boolean isOpen =
                !silentMembers.isEmpty()
                        || Arrays.stream(parts)
                                .anyMatch(part -> part.state() == CircuitBreaker.State.OPEN);
        return isOpen ? StoreState.Status.OPEN : StoreState.Status.HALF_OPEN;
    }

    private CircuitBreaker breaker(String key) {
        return parts[part(key)];
    }

    private int part(String key) {
        return parts.length == 1 ? 0 : store.part(key);
    }

    /** Tells the breaker, and the monitor, of every answer, whoever still waits for it. */
    private static final class Watched extends ForwardingCounters {

        private final StoreHealth health;

        Watched(Counters counters, StoreHealth health) {
            super(counters);
            this.health = health;
        }

        @Override
        protected <T> CompletionStage<T> ask(String key, Supplier<CompletionStage<T>> question) {
            CircuitBreaker breaker = health.breaker(key);
            Peer owner = health.peers.ownerOf(key);
            long asked = System.nanoTime();
            return question.get()
                    .whenCompleteAsync(
                            (value, error) -> {
                                if (error == null) {
                                    breaker.answered(asked);
                                    if (owner != null) {
                                        health.monitor.answered(owner, asked);
                                    }
                                }
                            },
                            HERE);
        }
    }
}
