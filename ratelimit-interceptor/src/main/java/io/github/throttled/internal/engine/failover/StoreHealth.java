package io.github.throttled.internal.engine.failover;

import io.github.throttled.internal.concurrent.DaemonScheduler;
import io.github.throttled.internal.concurrent.DaemonThreads;
import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.Counters;
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
 * Knows which parts of the store answer, and which calls wait for them.
 *
 * <p>A part does not answer while the member that owns it is silent. When the {@link MemberMonitor}
 * finds a member silent, all calls that wait for its parts fail at once. No call waits for these
 * parts until the member answers again. A call whose member is alive continues to wait.
 *
 * <p>A part may also hang though its owner is alive. The member that holds its backup may be
 * silent, which the {@link BackupProbes} find out. The part may be about to move, or have no owner.
 * Each part has a circuit breaker that opens when calls of the part time out.
 *
 * <p>The log reports each member that becomes silent or answers again. It also reports the first
 * part that hangs, and the recovery of the last one. It never reports single calls.
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
    private final StoreTimeout storeTimeout;
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
    private final AtomicBoolean hasLoggedHanging = new AtomicBoolean();

    /** Whether anything does not answer; every call reads this. */
    private volatile boolean isTroubled;

    private Instant since = Instant.now();

    /**
     * @param silence how long a member may be silent; positive
     * @param storeTimeout the longest time that a call waits
     */
    public StoreHealth(CounterStore store, Duration silence, StoreTimeout storeTimeout) {
        this.store = store;
        this.peers = store.peers();
        this.silence = silence;
        this.storeTimeout = storeTimeout;
        CircuitBreaker.Scheduler scheduler = new RealScheduler();
        this.parts =
                Stream.generate(() -> new CircuitBreaker(storeTimeout.timeout(), scheduler, this))
                        .limit(store.parts())
                        .toArray(CircuitBreaker[]::new);
        this.backups = new BackupProbes(peers, parts.length, silence);
        this.monitor = new MemberMonitor(peers, silence, System::nanoTime, this);
    }

    /** The time of this machine; runs tasks until this object is closed. */
    private final class RealScheduler implements CircuitBreaker.Scheduler {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void after(Duration pause, Runnable task) {
            storeTimeout.timer().after(pause, () -> runUnlessClosed(task));
        }
    }

    /** Starts to watch the members. */
    public void begin() {
        if (peers != Peers.NONE) {
            monitorTimer.every(monitor.interval(), () -> runUnlessClosed(this::check));
        }
    }

    /** Stops all questions to the store, and all reports about it. */
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

    private void check() {
        long ran = monitor.check();
        if (!silentMembers.isEmpty()) {
            backups.check(ran, part -> isSilent(peers.ownerOf(part)));
            if (backups.hanging() > 0) {
                pending.release(key -> backups.hangs(part(key)), HANGS);
            }
        }
    }

    /** Registers a listener. */
    public void addListener(StoreListener listener) {
        listeners.add(listener);
    }

    /** Whether the store may be asked for the key. */
    public boolean answers(String key) {
        // Finding the part is the expensive step, and usually all parts answer.
        return !isTroubled || !isSilent(key) && !breaker(key).isOpen();
    }

    /** Waits until the call is answered or has failed. */
    public void await(String key, CompletableFuture<?> call) {
        pending.add(key, call);
        try {
            releaseIfSilent(key, call);
            storeTimeout.await(call);
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
            storeTimeout.watch(call);
        }
    }

    /** Fails the call if its member has failed after the call was submitted. */
    private void releaseIfSilent(String key, CompletableFuture<?> call) {
        if (isTroubled && isSilent(key)) {
            call.completeExceptionally(HANGS);
        }
    }

    /** Whether a silent member is responsible for the key, as its owner or as its backup. */
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
     * Records that a caller has got no answer.
     *
     * @param probe as in {@link CircuitBreaker#failed}
     */
    public void failed(String key, Throwable cause, Supplier<? extends CompletionStage<?>> probe) {
        listeners.forEach(StoreListener::failed);
        if (!(cause instanceof SilentMemberException)) {
            long now = System.nanoTime();
            long asked =
                    cause instanceof TimeoutException
                            ? now - storeTimeout.timeout().toNanos()
                            : now;
            breaker(key).failed(cause, asked, probe);
        }
    }

    /** The same counters; their answers count as signs of life. */
    public Counters watched(Counters counters) {
        return store.isShared() ? new WatchedCounters(counters, this::asks) : counters;
    }

    /** Records that the store is asked for a key. */
    private WatchedCounters.Question asks(String key) {
        CircuitBreaker breaker = breaker(key);
        Peer owner = peers.ownerOf(key);
        long asked = System.nanoTime();
        return () -> {
            breaker.answered(asked);
            if (owner != null) {
                monitor.answered(owner, asked);
            }
        };
    }

    /** Whether at least one part of the store may be asked. */
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

    /** The silent members, with the number of parts that each owns now. */
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
        changed(() -> setSilent(peer, member));
        if (silentMembers.get(peer) != member) {
            return;
        }
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
        SilentMember member = silentMembers.get(peer);
        changed(() -> setSilent(peer, null));
        if (member != null && !silentMembers.containsKey(peer)) {
            log(
                    Level.INFO,
                    "Member {0} answers again, {1} ms after it was found silent.",
                    member.label(),
                    Long.toString(Duration.ofNanos(silentNanos).toMillis()));
        }
    }

    @Override
    public void left(Peer peer, boolean hadFailed) {
        changed(() -> setSilent(peer, null));
        log(
                Level.INFO,
                "Member {0} has left the cluster, which has {1} members now.",
                silentMember(peer).label(),
                store.members());
    }

    /**
     * Applies what the monitor knows now. Reports about one member can overtake each other: the
     * report that it is silent may come after the one that it answers again.
     *
     * @param member null if it is not known to be silent
     */
    private void setSilent(Peer peer, SilentMember member) {
        if (!monitor.isSilent(peer)) {
            silentMembers.remove(peer);
        } else if (member != null) {
            silentMembers.put(peer, member);
        }
    }

    @Override
    public void opened(Throwable cause) {
        changed(hangingParts::incrementAndGet);
        if (hasLoggedHanging.compareAndSet(false, true)) {
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
        if (hangingParts.get() == 0 && hasLoggedHanging.compareAndSet(true, false)) {
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
}
