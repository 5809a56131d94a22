package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.EvictionRank;
import io.github.throttled.internal.store.Peers;
import io.github.throttled.internal.store.SharedMaps;
import io.github.throttled.internal.store.local.LocalCounterStore;
import io.github.throttled.internal.store.local.LocalSharedMaps;

import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A store that answers when, and as well as, the test tells it to. */
public final class ManualStore implements CounterStore, Counters {

    public final AtomicLong clock = new AtomicLong(Policies.START);
    private final AtomicInteger departures = new AtomicInteger();
    private final Deque<Operation<?>> pending = new ConcurrentLinkedDeque<>();
    private final Counters counters = new LocalCounterStore().counters("policy", 1, 1000);
    private volatile boolean answering;
    private volatile RuntimeException refusal;
    private volatile Predicate<String> hanging = key -> false;
    private volatile int members = 1;
    private volatile int parts = 1;
    private volatile Peers peers = Peers.NONE;

    /** Something the store has been asked to do, and has not done yet. */
    public final class Operation<T> {

        private final String text;
        private final Supplier<CompletionStage<T>> work;
        private final UnaryOperator<T> misunderstood;
        private final CompletableFuture<T> outcome = new CompletableFuture<>();
        private final long askedAt = clock.get();

        Operation(String text, Supplier<CompletionStage<T>> work, UnaryOperator<T> misunderstood) {
            this.text = text;
            this.work = work;
            this.misunderstood = misunderstood;
        }

        /** The time when the store was asked. */
        public long askedAt() {
            return askedAt;
        }

        String key() {
            return text.substring(text.indexOf(' ') + 1);
        }

        public boolean isWrite() {
            return text.startsWith("set");
        }

        /** Does it. Runs all that follows from the answer. */
        public void answer() {
            outcome.complete(work.get().toCompletableFuture().join());
        }

        /**
         * Does it, but says of a write that it was defeated, as a grid may when a member leaves.
         */
        public void answerAsIfDefeated() {
            memberLeaves();
            T answer = work.get().toCompletableFuture().join();
            outcome.complete(misunderstood.apply(answer));
        }

        /** Does not do it. */
        public void fail(Throwable error) {
            outcome.completeExceptionally(error);
        }

        /** Does it, but the answer is lost. */
        public void failThoughDone(Throwable error) {
            work.get().toCompletableFuture().join();
            outcome.completeExceptionally(error);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Answers everything at once from now on, also what is pending. */
    public void answerEverything() {
        answering = true;
        while (!pending.isEmpty()) {
            next().answer();
        }
    }

    /** Keeps everything pending from now on. */
    public void hang() {
        answering = false;
    }

    /** Keeps everything pending of such keys, as long as it answers everything else. */
    public void hang(Predicate<String> keys) {
        hanging = keys;
    }

    /** Fails everything at once from now on; null for no more. */
    public void refuse(RuntimeException error) {
        refusal = error;
    }

    public void members(int count) {
        members = count;
    }

    /** A member leaves, which may have done what is pending. */
    public void memberLeaves() {
        departures.incrementAndGet();
    }

    /** From now on keys are in the part that their last digit says. */
    public void parts(int count) {
        parts = count;
    }

    /** From now on these members own the counters. */
    public void peers(Peers others) {
        peers = others;
    }

    public int pending() {
        return pending.size();
    }

    /** The longest pending operation, which the test now has to answer. */
    public Operation<?> next() {
        Operation<?> next = pending.poll();
        assertThat(next).as("a pending operation").isNotNull();
        return next;
    }

    /** One of the pending operations, which the test now has to answer. */
    public Operation<?> any(int choice) {
        List<Operation<?>> all = List.copyOf(pending);
        Operation<?> chosen = all.get(Math.floorMod(choice, all.size()));
        pending.remove(chosen);
        return chosen;
    }

    /** What is stored, now, whatever is pending. */
    public long[] stored(String key) {
        return counters.get(key).toCompletableFuture().join();
    }

    /** Another node changes the key. */
    public void set(String key, long[] state) {
        counters.compareAndSet(key, stored(key), state);
    }

    @Override
    public CompletionStage<long[]> get(String key) {
        return take(new Operation<>("get " + key, () -> counters.get(key), state -> state));
    }

    @Override
    public CompletionStage<Stored> store(String key, long[] expected, long[] update) {
        return take(
                new Operation<>(
                        "set " + key,
                        () -> counters.store(key, expected, update),
                        where -> Stored.NOT));
    }

    @Override
    public long kept() {
        return counters.kept();
    }

    @Override
    public int departures() {
        return departures.get();
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        return take(
                new Operation<>("remove " + key, () -> counters.remove(key), nothing -> nothing));
    }

    private <T> CompletionStage<T> take(Operation<T> operation) {
        if (refusal != null) {
            operation.fail(refusal);
        } else if (answering && !hanging.test(operation.key())) {
            operation.answer();
        } else {
            pending.add(operation);
        }
        return operation.outcome;
    }

    @Override
    public Counters counters(String policy, long memoryMillis, int maxKeys, EvictionRank rank) {
        return this;
    }

    @Override
    public long nowMillis() {
        return clock.get();
    }

    @Override
    public int members() {
        return members;
    }

    @Override
    public Peers peers() {
        return peers;
    }

    @Override
    public int parts() {
        return parts;
    }

    @Override
    public int part(String key) {
        return parts == 1 ? 0 : key.charAt(key.length() - 1) - '0';
    }

    @Override
    public SharedMaps sharedMaps(Duration timeout) {
        return new LocalSharedMaps(this::nowMillis);
    }

    @Override
    public String description() {
        return "The manual store";
    }

    @Override
    public void close() {}
}
