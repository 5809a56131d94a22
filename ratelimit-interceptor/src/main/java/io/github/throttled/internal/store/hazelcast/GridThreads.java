package io.github.throttled.internal.store.hazelcast;

import io.github.throttled.internal.concurrent.DaemonThreads;
import io.github.throttled.internal.store.Counters;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The threads that wait for the grid. There are never more than {@link #MAX_THREADS}, also when the
 * grid hangs, and idle ones end.
 */
final class GridThreads implements AutoCloseable {

    static final int MAX_THREADS = 16;

    /** So many calls may wait for one member, so that one that is silent does not hold all. */
    static final int MAX_FOR_ONE_MEMBER = MAX_THREADS / 2;

    /** Far more keys than a node can have in flight while the grid answers. */
    static final int MAX_QUEUED = 100_000;

    static final String NAME = "throttled-grid-";

    private static final int IDLE_SECONDS = 30;

    private final AtomicInteger count = new AtomicInteger();
    private final String name;
    private final ThreadPoolExecutor threads;
    private final Map<Object, Lane> lanes = new ConcurrentHashMap<>();

    GridThreads() {
        this(NAME);
    }

    /**
     * @param name what the names of these threads begin with
     */
    GridThreads(String name) {
        this(name, IDLE_SECONDS, TimeUnit.SECONDS);
    }

    GridThreads(String name, long idle, TimeUnit unit) {
        this.name = name;
        threads =
                new ThreadPoolExecutor(
                        MAX_THREADS,
                        MAX_THREADS,
                        idle,
                        unit,
                        new LinkedBlockingQueue<>(MAX_QUEUED),
                        this::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    /** Calls the grid; returns at once. The stage fails if the call does, or cannot be made. */
    <T> CompletionStage<T> call(Supplier<T> operation) {
        GridCall<T> call = new GridCall<>(operation);
        try {
            threads.execute(call);
        } catch (RejectedExecutionException e) {
            call.fail(e);
        }
        return call.outcome;
    }

    /**
     * Calls one member of the grid; as {@link #call(Supplier)}, but only so many calls to one
     * member are under way at a time, and the others wait for these.
     *
     * @param member whatever tells it from others
     */
    <T> CompletionStage<T> call(Object member, Supplier<T> operation) {
        GridCall<T> call = new GridCall<>(operation);
        AtomicBoolean mayBegin = new AtomicBoolean();
        lanes.compute(
                member,
                (name, known) -> {
                    Lane lane = known == null ? new Lane() : known;
                    mayBegin.set(lane.begin(call));
                    return lane;
                });
        if (mayBegin.get()) {
            begin(member, call);
        }
        return call.outcome;
    }

    private void begin(Object member, GridCall<?> call) {
        call.outcome.whenCompleteAsync((value, error) -> ended(member), Counters.HERE);
        try {
            threads.execute(call);
        } catch (RejectedExecutionException e) {
            call.fail(e);
        }
    }

    /** One call to the member has ended, and the next may begin. */
    private void ended(Object member) {
        AtomicReference<GridCall<?>> next = new AtomicReference<>();
        lanes.computeIfPresent(
                member,
                (name, lane) -> {
                    next.set(lane.end());
                    return lane.isIdle() ? null : lane;
                });
        if (next.get() != null) {
            begin(member, next.get());
        }
    }

    /** Calls the grid without waiting for the answer; the stage brings it. */
    <T> CompletionStage<T> start(Supplier<CompletionStage<T>> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        this.<Void>call(() -> forward(call.get(), answer))
                .whenComplete(
                        (started, error) -> {
                            if (error != null) {
                                answer.completeExceptionally(error);
                            }
                        });
        return answer;
    }

    private static <T> Void forward(CompletionStage<T> from, CompletableFuture<T> to) {
        from.whenCompleteAsync(
                (value, error) -> {
                    if (error == null) {
                        to.complete(value);
                    } else {
                        to.completeExceptionally(error);
                    }
                },
                Counters.HERE);
        return null;
    }

    /**
     * Ends all threads. Calls that have not begun fail. Where a deployment has failed no class is
     * loaded any more, so nothing new is needed here. Those under way are interrupted, but while
     * the grid hangs Hazelcast may take no notice: such a thread ends when Hazelcast gives up.
     */
    @Override
    public void close() {
        List<Runnable> left = threads.shutdownNow();
        for (Object member : lanes.keySet()) {
            // What adds to a lane does so within the map, so that nobody has this one any more.
            Lane lane = lanes.remove(member);
            if (lane != null) {
                left.addAll(lane.waiting);
            }
        }
        for (Runnable call : left) {
            ((GridCall<?>) call).fail(new RejectedExecutionException("The store is closed."));
        }
    }

    private Thread thread(Runnable task) {
        return DaemonThreads.named(name + count.incrementAndGet()).newThread(task);
    }

    /** The calls to one member. Only used by one thread at a time. */
    private static final class Lane {

        private final Queue<GridCall<?>> waiting = new ArrayDeque<>();
        private int begun;

        /** Whether the call may begin now; otherwise it waits. */
        boolean begin(GridCall<?> call) {
            if (begun < MAX_FOR_ONE_MEMBER) {
                begun++;
                return true;
            }
            if (waiting.size() < MAX_QUEUED) {
                waiting.add(call);
            } else {
                call.fail(new RejectedExecutionException("Too many calls wait for one member."));
            }
            return false;
        }

        /** What may begin now that one has ended; null for nothing. */
        GridCall<?> end() {
            GridCall<?> next = waiting.poll();
            begun -= next == null ? 1 : 0;
            return next;
        }

        boolean isIdle() {
            return begun == 0;
        }
    }

    private static final class GridCall<T> implements Runnable {

        private final CompletableFuture<T> outcome = new CompletableFuture<>();
        private final Supplier<T> operation;

        GridCall(Supplier<T> operation) {
            this.operation = operation;
        }

        @Override
        public void run() {
            T value;
            try {
                value = operation.get();
            } catch (RuntimeException | Error e) {
                fail(e);
                return;
            }
            outcome.complete(value);
        }

        void fail(Throwable error) {
            outcome.completeExceptionally(error);
        }
    }
}
