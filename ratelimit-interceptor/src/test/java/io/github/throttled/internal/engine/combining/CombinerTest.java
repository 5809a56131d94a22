package io.github.throttled.internal.engine.combining;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.algorithm.Verdict;
import io.github.throttled.internal.engine.ManualStore;
import io.github.throttled.internal.engine.Policies;
import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.ForwardingCounters;
import io.github.throttled.internal.store.local.LocalCounterStore;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

class CombinerTest {

    private static final Limits TEN = Policies.perMinute(10).toLimits();

    private final ManualStore store = new ManualStore();
    private final Combiner combiner = combiner(store);

    @Test
    void only_one_operation_is_under_way_for_a_key() {
        List<Submission> calls = submit("key", 1, 1, 1, 1, 1);
        assertThat(store.pending()).isEqualTo(1);

        for (String operation : List.of("get key", "set key", "set key")) {
            ManualStore.Operation<?> next = store.next();
            assertThat(next).hasToString(operation);
            assertThat(store.pending()).isZero();
            next.answer();
        }

        assertThat(store.pending()).isZero();
        assertThat(calls).allMatch(CompletableFuture::isDone);
    }

    @Test
    void who_waits_together_is_served_in_order_each_with_its_own_answer() {
        List<Submission> calls = submit("key", 1, 2, 3, 5, 4, 1);

        store.answerEverything();

        assertThat(calls.stream().map(CombinerTest::outcome))
                .containsExactly(
                        "admitted, 9 left",
                        "admitted, 7 left",
                        "admitted, 4 left",
                        "rejected, 4 left",
                        "admitted, 0 left",
                        "rejected, 0 left");
    }

    @Test
    void who_waits_together_is_served_by_one_operation() {
        submit("key", 1, 1, 1, 1, 1);
        store.next().answer();
        store.next().answer();

        store.next().answer();

        assertThat(store.stored("key")).isEqualTo(entryOf(5));
    }

    @Test
    void nobody_is_answered_before_the_store_has_confirmed() {
        Submission call = submit("key", 1).get(0);
        store.next().answer();

        assertThat(call).isNotDone();
        store.next().answer();

        assertThat(outcome(call)).isEqualTo("admitted, 9 left");
    }

    @Test
    void keys_do_not_wait_for_each_other() {
        Submission slow = submit("slow", 1).get(0);
        ManualStore.Operation<?> hanging = store.next();

        Submission quick = submit("quick", 1).get(0);
        store.answerEverything();

        assertThat(outcome(quick)).isEqualTo("admitted, 9 left");
        assertThat(slow).isNotDone();
        hanging.answer();
        assertThat(outcome(slow)).isEqualTo("admitted, 9 left");
    }

    @Test
    void a_defeated_write_is_decided_afresh() {
        Submission call = submit("key", 1).get(0);
        store.next().answer();
        store.set("key", entryOf(10));

        store.answerEverything();

        assertThat(outcome(call)).isEqualTo("rejected, 0 left");
        assertThat(store.stored("key")).isEqualTo(entryOf(10));
    }

    @Test
    void what_was_seen_last_admits_only_if_it_is_still_stored() {
        submit("key", 1);
        store.answerEverything();
        store.hang();
        store.set("key", entryOf(10));
        Submission call = submit("key", 1).get(0);

        store.answerEverything();

        assertThat(outcome(call)).isEqualTo("rejected, 0 left");
    }

    @Test
    void a_write_that_was_lost_on_the_way_back_may_charge_twice_but_admits_once() {
        Submission call = submit("key", 4).get(0);
        store.next().answer();
        // The grid stores it and says that it has not.
        store.set("key", entryOf(4));

        store.answerEverything();

        assertThat(outcome(call)).isEqualTo("admitted, 2 left");
        assertThat(outcome(submit("key", 3).get(0))).isEqualTo("rejected, 2 left");
    }

    @Test
    void who_has_given_up_is_not_charged() {
        submit("key", 1);
        List<Submission> waiting = submit("key", 2, 3, 4);
        waiting.get(1).completeExceptionally(new IllegalStateException("no patience"));

        store.answerEverything();

        assertThat(store.stored("key")).isEqualTo(entryOf(7));
        assertThat(outcome(waiting.get(2))).isEqualTo("admitted, 3 left");
    }

    @Test
    void who_gives_up_during_a_defeated_write_is_not_charged_again() {
        Submission call = submit("key", 1).get(0);
        store.next().answer();
        store.set("key", entryOf(5));
        call.completeExceptionally(new IllegalStateException("no patience"));

        store.answerEverything();

        assertThat(store.stored("key")).isEqualTo(entryOf(5));
        assertThat(store.pending()).isZero();
    }

    @Test
    void a_failed_operation_fails_its_batch_and_the_next_one_is_served() {
        Submission first = submit("key", 1).get(0);
        List<Submission> second = submit("key", 1, 1);

        store.next().fail(new IllegalStateException("no grid"));
        assertThat(first).isCompletedExceptionally();
        assertThat(second).noneMatch(CompletableFuture::isDone);
        store.answerEverything();

        assertThat(outcome(second.get(1))).isEqualTo("admitted, 8 left");
    }

    @Test
    void a_write_whose_answer_was_a_failure_may_have_charged() {
        submit("key", 1);
        store.answerEverything();
        store.hang();
        submit("key", 1);
        store.next().failThoughDone(new IllegalStateException("no answer"));

        Submission next = submit("key", 1).get(0);
        store.answerEverything();

        assertThat(outcome(next)).isEqualTo("admitted, 7 left");
    }

    @Test
    void a_store_that_fails_at_once_fails_the_call_and_the_next_one_is_served() {
        store.refuse(new IllegalStateException("not active"));
        Submission first = submit("key", 1).get(0);
        assertThat(first).isCompletedExceptionally();

        store.refuse(null);
        store.answerEverything();

        assertThat(outcome(submit("key", 1).get(0))).isEqualTo("admitted, 9 left");
    }

    @Test
    void a_clock_that_fails_fails_the_call_and_the_next_one_is_served() {
        AtomicInteger asked = new AtomicInteger();
        Combiner broken =
                new Combiner(
                        TestPolicyStates.of(
                                TEN,
                                store,
                                () -> {
                                    if (asked.getAndIncrement() == 0) {
                                        throw new IllegalStateException("no members");
                                    }
                                    return store.nowMillis();
                                }));
        store.answerEverything();
        Submission first = Submission.of(CounterOperation.take(1));
        Submission second = Submission.of(CounterOperation.take(1));

        broken.submit("key", first);
        broken.submit("key", second);

        assertThat(first).isCompletedExceptionally();
        assertThat(outcome(second)).isEqualTo("admitted, 9 left");
    }

    @Test
    void who_waited_for_an_answer_serves_the_next_ones_before_he_leaves() {
        Submission first = submitAwaited();
        store.next().answer();
        Submission next = submitAwaited();

        store.next().answer();
        assertThat(outcome(first)).isEqualTo("admitted, 9 left");
        assertThat(store.pending()).isZero();
        first.runFollowUp();
        store.answerEverything();

        assertThat(outcome(next)).isEqualTo("admitted, 8 left");
    }

    @Test
    void of_those_who_waited_together_the_last_serves_the_next_ones() {
        Submission alone = submitAwaited();
        List<Submission> together = List.of(submitAwaited(), submitAwaited(), submitAwaited());
        store.next().answer();
        store.next().answer();
        alone.runFollowUp();
        Submission next = submitAwaited();
        store.next().answer();

        together.get(0).runFollowUp();
        together.get(1).runFollowUp();
        assertThat(store.pending()).isZero();
        together.get(2).runFollowUp();
        store.answerEverything();

        assertThat(outcome(next)).isEqualTo("admitted, 5 left");
    }

    @Test
    void who_has_given_up_serves_nobody() {
        Submission first = submitAwaited();
        store.next().answer();
        Submission next = submitAwaited();
        first.completeExceptionally(new IllegalStateException("no patience"));

        store.answerEverything();
        first.runFollowUp();

        assertThat(outcome(next)).isEqualTo("admitted, 8 left");
        assertThat(store.pending()).isZero();
    }

    @Test
    void who_leaves_when_nobody_waits_serves_nobody() {
        Submission first = submitAwaited();
        store.answerEverything();
        store.hang();

        first.runFollowUp();

        assertThat(store.pending()).isZero();
        submitAwaited();
        assertThat(store.pending()).isEqualTo(1);
    }

    @Test
    void where_no_thread_waits_the_stores_answer_serves_the_next_ones() {
        Submission first = submit("key", 1).get(0);
        Submission second = submitAwaited();
        store.next().answer();

        store.next().answer();

        assertThat(first).isDone();
        assertThat(store.pending()).isEqualTo(1);
        store.answerEverything();
        assertThat(outcome(second)).isEqualTo("admitted, 8 left");
    }

    @Test
    void nobody_serves_others_for_ever() {
        Thread self = Thread.currentThread();
        AtomicInteger servedBySelf = new AtomicInteger();
        AtomicInteger still = new AtomicInteger(10_000);
        Submission last = Submission.of(CounterOperation.peek(1));
        AtomicReference<Combiner> busy = new AtomicReference<>();
        // Whenever one is served, the next one is waiting already.
        busy.set(
                combiner(
                        new ForwardingCounters(new LocalCounterStore().counters("policy", 1, 10)) {
                            @Override
                            public CompletionStage<long[]> get(String key) {
                                if (Thread.currentThread() == self) {
                                    servedBySelf.incrementAndGet();
                                }
                                if (still.get() >= 0) {
                                    boolean more = still.getAndDecrement() > 0;
                                    busy.get().submit(key, more ? peek() : last);
                                }
                                return super.get(key);
                            }
                        }));

        busy.get().submit("key", peek());

        assertThat(servedBySelf).hasValueLessThan(100);
        assertThat(last).succeedsWithin(60, TimeUnit.SECONDS);
    }

    @Test
    void who_gave_up_does_not_pile_up_while_the_store_hangs() {
        OperationQueue queue = new OperationQueue();
        List<Submission> patient = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            Submission call = Submission.of(CounterOperation.take(1));
            queue.add(call);
            if (i % 1000 == 0) {
                patient.add(call);
            } else {
                call.cancel(false);
            }
        }

        assertThat(queue.calls()).hasSizeLessThan(500).containsSubsequence(patient);
    }

    private static Submission peek() {
        return Submission.of(CounterOperation.peek(1));
    }

    /** A call for one permit, with a thread that will {@link Submission#runFollowUp}. */
    private Submission submitAwaited() {
        Submission call = Submission.awaited(CounterOperation.take(1));
        combiner.submit("key", call);
        return call;
    }

    private List<Submission> submit(String key, long... permits) {
        List<Submission> calls = new ArrayList<>();
        for (long cost : permits) {
            Submission call = Submission.of(CounterOperation.take(cost));
            combiner.submit(key, call);
            calls.add(call);
        }
        return calls;
    }

    private Combiner combiner(Counters counters) {
        return new Combiner(TestPolicyStates.of(TEN, counters, store::nowMillis));
    }

    private static String outcome(Submission call) {
        assertThat(call).isDone();
        try {
            Verdict verdict = call.join();
            return (verdict.admitted() ? "admitted, " : "rejected, ")
                    + verdict.readings().get(0).remaining()
                    + " left";
        } catch (CompletionException e) {
            return "failed: " + e.getCause().getMessage();
        }
    }

    /** The entry of a key that so many permits were taken from. */
    private static long[] entryOf(int permits) {
        var counter = TEN.open(null, Policies.START);
        IntStream.range(0, permits).forEach(i -> counter.take(1));
        return counter.toStored();
    }
}
