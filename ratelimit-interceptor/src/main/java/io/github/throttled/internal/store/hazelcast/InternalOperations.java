package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.map.IMap;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Decides whether this node uses Hazelcast's internal operations. The first map that is opened
 * tries them for real. If one is missing or answers wrongly, the public API is used from then on.
 *
 * <p>A grid that is slow or still forming fails no deployment. If the grid does not answer in time,
 * the operations are used, since they could be called.
 */
final class InternalOperations {

    private static final Logger LOG = System.getLogger(InternalOperations.class.getName());

    /** No partition key begins like this. */
    static final String TRIAL_KEY = "\u0000trial-";

    private final String instance;
    private final Duration timeout;
    private final Function<IMap<String, long[]>, Optional<MapCounters>> internal;
    private final Function<IMap<String, long[]>, MapCounters> publicApi;
    private boolean areTried;
    private boolean areGivenUp;

    /**
     * @param instance which Hazelcast it is, for the log
     * @param timeout the longest that a deployment waits for the trial
     * @param internal counters by internal operations, where a map can have them
     * @param publicApi counters by the public API
     */
    InternalOperations(
            String instance,
            Duration timeout,
            Function<IMap<String, long[]>, Optional<MapCounters>> internal,
            Function<IMap<String, long[]>, MapCounters> publicApi) {
        this.instance = instance;
        this.timeout = timeout;
        this.internal = internal;
        this.publicApi = publicApi;
    }

    /**
     * The counters in a map, by the best operations that this Hazelcast has. Maps are opened one
     * after the other, so that none uses operations whose trial has not ended.
     */
    synchronized MapCounters on(IMap<String, long[]> map) {
        if (!areGivenUp) {
            try {
                Optional<MapCounters> fast = internal.apply(map);
                if (fast.isPresent() && !areTried) {
                    areTried = true;
                    tryOut(fast.get());
                }
                if (fast.isPresent() && !areGivenUp) {
                    return fast.get();
                }
            } catch (LinkageError e) {
                giveUp(e);
            }
        }
        return publicApi.apply(map);
    }

    /** Uses the public API from now on. */
    private void giveUp(Object cause) {
        areGivenUp = true;
        LOG.log(
                Level.WARNING,
                "{0} does not have the internal operations that Throttled knows ({1})."
                        + " Counters use its public API, which is slower: each change of a"
                        + " counter holds one of {2} threads.",
                instance,
                cause,
                GridThreads.MAX_THREADS);
    }

    /**
     * Calls every operation, and checks the answers. Leaves no entry behind. The membership does
     * not matter: a node that may not use its grid yet still finds out what it can call.
     *
     * @throws LinkageError if one cannot be called
     */
    private void tryOut(MapCounters counters) {
        String key = TRIAL_KEY + UUID.randomUUID();
        String absent = key + "-absent";
        long[] one = {1};
        long[] two = {2};
        Deadline deadline = new Deadline(System.nanoTime() + timeout.toNanos(), new ArrayList<>());
        // All are called at once, so that a missing one shows even if the grid does not answer.
        CompletionStage<?> nothing = counters.read(absent);
        CompletionStage<Boolean> replacedNothing = counters.write(absent, one, two);
        CompletionStage<Boolean> added = counters.write(key, null, one);
        deadline.awaited().add(added.toCompletableFuture());
        try {
            boolean isRight =
                    deadline.await(nothing) == null
                            && !deadline.await(replacedNothing)
                            && deadline.await(added)
                            && !deadline.await(counters.write(key, null, two))
                            && !deadline.await(counters.write(key, two, one))
                            && deadline.await(counters.write(key, one, two))
                            && deadline.await(counters.read(key)) instanceof long[] stored
                            && Arrays.equals(two, stored);
            if (!isRight) {
                giveUp("they answer otherwise");
            }
            deadline.await(counters.delete(key));
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(Level.DEBUG, "The internal operations could be called, but not tried out.", e);
            deadline.afterAll(() -> counters.delete(key));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            deadline.afterAll(() -> counters.delete(key));
        }
    }

    private record Deadline(long nanos, List<CompletableFuture<?>> awaited) {

        <T> T await(CompletionStage<T> stage)
                throws ExecutionException, InterruptedException, TimeoutException {
            CompletableFuture<T> future = stage.toCompletableFuture();
            awaited.add(future);
            return future.get(Math.max(0, nanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        }

        /**
         * Runs an action when the operations so far have ended, on a thread that may call
         * Hazelcast. An operation that is late would otherwise add the entry after its removal.
         */
        void afterAll(Runnable action) {
            CompletableFuture.allOf(awaited.toArray(CompletableFuture[]::new))
                    .whenCompleteAsync((done, error) -> action.run());
        }
    }
}
