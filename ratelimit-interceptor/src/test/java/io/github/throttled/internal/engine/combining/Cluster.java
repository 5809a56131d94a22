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

    private record Asked(int node, String key, Submission call, long permits, boolean peek) {}

    /** A call that was admitted. */
    private record Admitted(Asked asked, SequentialOracle.Grant grant) {}

    /** Permits on their way back to the store. */
    private record Returned(Admitted admitted, Submission undo) {}

    private final ManualStore store = new ManualStore();
    private final List<Combiner> nodes = new ArrayList<>();
    private final Map<String, SequentialOracle> oracles = new HashMap<>();
    private final Set<Record> waiting = new LinkedHashSet<>();
    private final List<Admitted> admitted = new ArrayList<>();
    private final Policy policy;
    private final boolean isBucket;
    private boolean mayRejectMore;

    public Cluster(Policy policy) {
        Limits limits = policy.toLimits();
        this.policy = policy;
        this.isBucket = policy.name().endsWith("bucket");
        for (int i = 0; i < 2; i++) {
            nodes.add(new Combiner(TestPolicyStates.of(limits, store, store::nowMillis)));
        }
    }

    public void ask(int node, String key, long permits, boolean peek) {
        Submission call =
                Submission.of(
                        peek ? CounterOperation.peek(permits) : CounterOperation.take(permits));
        waiting.add(new Asked(node, key, call, permits, peek));
        nodes.get(node).submit(key, call);
    }

    /**
     * A call that was admitted returns its permits. A bucket may keep a part of them, so there it
     * waits for the first fault.
     */
    public void giveBack(int choice) {
        if (admitted.isEmpty() || isBucket && !mayRejectMore) {
            return;
        }
        Admitted call = admitted.remove(Math.floorMod(choice, admitted.size()));
        Asked asked = call.asked();
        Submission undo =
                Submission.of(
                        CounterOperation.giveBack(asked.permits(), asked.call().join().atMillis()));
        Returned returned = new Returned(call, undo);
        waiting.add(returned);
        if (mayRejectMore) {
            oracleOf(returned).revoke(call.grant());
        }
        nodes.get(asked.node()).submit(asked.key(), undo);
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
            beLenient();
            store.any(choice).answerAsIfDefeated();
            compare(store.nowMillis());
        }
    }

    /** A member leaves that has no part in what is pending. */
    public void memberLeaves() {
        beLenient();
        store.memberLeaves();
    }

    /** Something is done, but the answer is an error. */
    public void failThoughDone(int choice) {
        if (store.pending() > 0) {
            beLenient();
            store.any(choice).failThoughDone(new IllegalStateException("lost"));
            compare(store.nowMillis());
        }
    }

    /** One who waits has waited too long. */
    public void giveUp(int choice) {
        List<Asked> all = waiting(Asked.class);
        if (!all.isEmpty()) {
            beLenient();
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

    /**
     * From now on the store may count what was charged for nothing, and may keep what was returned.
     * Permits that are being returned may be stored already, although no answer says so yet.
     */
    private void beLenient() {
        mayRejectMore = true;
        waiting(Returned.class).forEach(back -> oracleOf(back).revoke(back.admitted().grant()));
    }

    private <T> List<T> waiting(Class<T> type) {
        return waiting.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static boolean isDone(Record waits) {
        return waits instanceof Asked asked
                ? asked.call().isDone()
                : ((Returned) waits).undo().isDone();
    }

    private void compare(long decidedAt) {
        List<Record> done = waiting.stream().filter(Cluster::isDone).toList();
        done.forEach(waiting::remove);
        for (Record one : done) {
            if (one instanceof Returned returned) {
                oracleOf(returned).revoke(returned.admitted().grant(), decidedAt);
            } else if (one instanceof Asked asked && !asked.call().isCompletedExceptionally()) {
                compare(asked, decidedAt);
            }
        }
    }

    private void compare(Asked asked, long decidedAt) {
        SequentialOracle oracle = oracle(asked.key());
        boolean isAdmitted = asked.call().join().admitted();
        boolean right = oracle.admits(decidedAt, asked.permits());
        if (mayRejectMore) {
            assertThat(isAdmitted && !right).as("admitted too much").isFalse();
        } else {
            assertThat(isAdmitted).as("admitted").isEqualTo(right);
        }
        if (isAdmitted && !asked.peek()) {
            admitted.add(new Admitted(asked, oracle.grant(decidedAt, asked.permits())));
        }
    }

    private SequentialOracle oracleOf(Returned returned) {
        return oracle(returned.admitted().asked().key());
    }

    private SequentialOracle oracle(String key) {
        return oracles.computeIfAbsent(key, k -> new SequentialOracle(policy));
    }
}
