package io.github.throttled.internal.engine.combining;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.engine.ManualStore;
import io.github.throttled.internal.engine.Policies;
import io.github.throttled.internal.engine.lease.LeaseSize;
import io.github.throttled.internal.engine.lease.Leases;

import org.junit.jupiter.api.Test;

/**
 * A member stores an update and crashes before it answers. The grid runs the operation again, finds
 * the update, and answers that another node was faster.
 */
class RepeatedUpdateTest {

    private static final String KEY = "user:alice";
    private static final Limits TEN = Policies.perMinute(10).toLimits();

    private final ManualStore store = new ManualStore();
    private final PolicyState state = state(Leases.none());
    private final Combiner combiner = new Combiner(state);
    private final Combiner other = new Combiner(state(Leases.none()));

    @Test
    void permits_are_returned_once() {
        takeAll();

        Submission returned = submit(combiner, giveBack(1));
        store.next().answerAsIfDefeated();
        store.answerEverything();

        assertThat(returned).isDone();
        assertThat(returned.isInDoubt()).isTrue();
        assertThat(remaining()).isEqualTo(1);
    }

    @Test
    void permits_are_returned_once_though_another_node_has_changed_the_counter_since() {
        takeAll();

        submit(combiner, giveBack(2));
        store.next().answerAsIfDefeated();
        Submission taken = submit(other, CounterOperation.take(1));
        store.answerEverything();

        assertThat(taken.join().admitted()).isTrue();
        assertThat(remaining()).isEqualTo(1);
    }

    @Test
    void a_call_that_is_decided_along_is_charged_twice_rather_than_never() {
        takeAll();
        store.hang();
        // While the store is asked for this one, the next two wait together.
        submit(combiner, giveBack(1));
        submit(combiner, giveBack(2));
        Submission taken = submit(combiner, CounterOperation.take(1));
        store.next().answer();

        store.next().answerAsIfDefeated();
        store.answerEverything();

        assertThat(taken.join().admitted()).isTrue();
        assertThat(remaining()).isEqualTo(1);
    }

    @Test
    void a_late_charge_is_undone_once() {
        submit(combiner, CounterOperation.take(9));
        store.answerEverything();
        store.hang();
        Submission late = submit(combiner, CounterOperation.take(1));
        late.completeExceptionally(new IllegalStateException("no patience"));
        state.debts().rejected(late);
        store.next().answer();
        assertThat(remaining()).isZero();

        store.next().answerAsIfDefeated();
        store.answerEverything();

        assertThat(remaining()).isEqualTo(1);
    }

    @Test
    void a_lease_is_returned_once() {
        Leases leases = new Leases(LeaseSize.of(5), 10, store);
        Combiner leasing = new Combiner(state(leases));
        submit(leasing, CounterOperation.take(1));
        store.answerEverything();
        submit(other, CounterOperation.take(5));
        assertThat(leases.left(store.nowMillis())).isEqualTo(4);
        assertThat(remaining()).isZero();
        store.hang();

        Submission tooMuch = submit(leasing, CounterOperation.take(5));
        // The other node has changed the counter, so this one reads it first.
        store.next().answer();
        store.next().answer();
        store.next().answerAsIfDefeated();
        store.answerEverything();

        assertThat(tooMuch.join().admitted()).isFalse();
        assertThat(remaining()).isEqualTo(4);
    }

    @Test
    void where_no_member_leaves_permits_are_returned_though_another_node_was_faster() {
        takeAll();

        submit(combiner, giveBack(1));
        // The other node stores the same state in the same millisecond.
        submit(other, giveBack(1));
        store.any(1).answer();
        store.any(1).answer();
        store.answerEverything();

        assertThat(remaining()).isEqualTo(2);
    }

    @Test
    void permits_stay_taken_if_a_member_leaves_while_another_node_is_faster() {
        takeAll();

        Submission returned = submit(combiner, giveBack(1));
        submit(other, giveBack(2));
        store.any(1).answer();
        store.any(1).answer();
        store.memberLeaves();
        store.answerEverything();

        assertThat(returned.isInDoubt()).isTrue();
        assertThat(remaining()).isEqualTo(2);
    }

    @Test
    void a_departure_between_two_updates_leaves_no_doubt() {
        takeAll();
        store.memberLeaves();

        Submission returned = submit(combiner, giveBack(1));
        store.answerEverything();

        assertThat(returned.isInDoubt()).isFalse();
        assertThat(remaining()).isEqualTo(1);
    }

    private void takeAll() {
        submit(combiner, CounterOperation.take(10));
        store.answerEverything();
        assertThat(remaining()).isZero();
        store.hang();
    }

    private CounterOperation giveBack(long permits) {
        return CounterOperation.giveBack(permits, store.nowMillis());
    }

    private static Submission submit(Combiner node, CounterOperation operation) {
        Submission call = Submission.of(operation);
        node.submit(KEY, call);
        return call;
    }

    private long remaining() {
        return TEN.open(store.stored(KEY), store.nowMillis()).remaining();
    }

    private PolicyState state(Leases leases) {
        return TestPolicyStates.of(TEN, store, Debts.none(), leases, store::nowMillis);
    }
}
