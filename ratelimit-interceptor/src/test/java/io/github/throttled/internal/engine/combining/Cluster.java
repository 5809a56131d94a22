package io.github.throttled.internal.engine.combining;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.ManualStore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two nodes on a store that does one thing at a time, in an order that the test chooses. Every
 * answer is compared with the oracle's at the instant when the store made it true.
 */
public final class Cluster {

    private record Asked(String key, Submission call, long permits, boolean peek) {}

    private final ManualStore store = new ManualStore();
    private final List<Combiner> nodes = new ArrayList<>();
    private final Map<String, SequentialOracle> oracles = new HashMap<>();
    private final Set<Asked> waiting = new LinkedHashSet<>();
    private final Policy policy;
    private boolean faulty;

    public Cluster(Policy policy) {
        Limits limits = policy.toLimits();
        this.policy = policy;
        for (int i = 0; i < 2; i++) {
            nodes.add(new Combiner(TestPolicyStates.of(limits, store, store::nowMillis)));
        }
    }

    public void ask(int node, String key, long permits, boolean peek) {
        Submission call =
                Submission.of(
                        peek ? CounterOperation.peek(permits) : CounterOperation.take(permits));
        waiting.add(new Asked(key, call, permits, peek));
        nodes.get(node).submit(key, call);
    }

    public void tick(long millis) {
        store.clock.addAndGet(millis);
    }

    /** The store does one of the things it was asked for, if any. */
    public void answer(int choice) {
        if (store.pending() > 0) {
            ManualStore.Operation<?> operation = store.any(choice);
            long decidedAt = operation.isWrite() ? operation.askedAt() : store.nowMillis();
            operation.answer();
            compare(decidedAt);
        }
    }

    /** Like {@link #answer}, but a write that was done is said to have been defeated. */
    public void answerAsIfDefeated(int choice) {
        if (store.pending() > 0) {
            faulty = true;
            store.any(choice).answerAsIfDefeated();
            compare(store.nowMillis());
        }
    }

    /** Something is done, but the answer is an error. */
    public void failThoughDone(int choice) {
        if (store.pending() > 0) {
            faulty = true;
            store.any(choice).failThoughDone(new IllegalStateException("lost"));
            compare(store.nowMillis());
        }
    }

    /** One who waits has waited too long. */
    public void giveUp(int choice) {
        if (!waiting.isEmpty()) {
            faulty = true;
            List<Asked> all = List.copyOf(waiting);
            all.get(Math.floorMod(choice, all.size()))
                    .call()
                    .completeExceptionally(new IllegalStateException("no patience"));
            compare(store.nowMillis());
        }
    }

    /** The store does all that is left to do; nobody waits after that. */
    public void finish() {
        while (store.pending() > 0) {
            answer(0);
        }
        assertThat(waiting).as("still waiting").isEmpty();
    }

    private void compare(long decidedAt) {
        List<Asked> answered = waiting.stream().filter(asked -> asked.call().isDone()).toList();
        answered.forEach(waiting::remove);
        answered.stream()
                .filter(asked -> !asked.call().isCompletedExceptionally())
                .forEach(asked -> compare(asked, decidedAt));
    }

    private void compare(Asked asked, long decidedAt) {
        Submission call = asked.call();
        SequentialOracle oracle =
                oracles.computeIfAbsent(asked.key(), key -> new SequentialOracle(policy));
        boolean admitted = call.join().admitted();
        boolean right = oracle.admits(decidedAt, asked.permits());
        if (faulty) {
            // What was charged for nothing may reject more, never less.
            assertThat(admitted && !right).as("admitted too much").isFalse();
        } else {
            assertThat(admitted).as("admitted").isEqualTo(right);
        }
        if (admitted && !asked.peek()) {
            oracle.grant(decidedAt, asked.permits());
        }
    }
}
