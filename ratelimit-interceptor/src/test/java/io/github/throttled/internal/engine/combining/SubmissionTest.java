package io.github.throttled.internal.engine.combining;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.algorithm.Counter;
import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.engine.Policies;
import io.github.throttled.internal.store.EvictionRank;
import io.github.throttled.internal.store.local.LocalCounterStore;

import org.junit.jupiter.api.Test;

/** What a charge leaves behind that was stored in the counter which keys share. */
class SubmissionTest {

    private static final Limits TEN = Policies.perMinute(10).toLimits();

    private final Combiner combiner =
            new Combiner(
                    TestPolicyStates.of(
                            TEN,
                            new LocalCounterStore(() -> Policies.START)
                                    .counters("policy", 60_000, 1, EvictionRank.of(TEN)),
                            () -> Policies.START));

    @Test
    void a_charge_of_the_shared_counter_is_not_undone() {
        Submission own = take("exhausted", 10);
        Submission shared = take("new", 5);
        own.lateCharge().markCharged(Policies.START);
        shared.lateCharge().markCharged(Policies.START);

        assertThat(own.isShared()).isFalse();
        assertThat(leftAfter(own.undoCharge())).isEqualTo(10);
        assertThat(shared.isShared()).isTrue();
        assertThat(leftAfter(shared.undoCharge())).isZero();
    }

    private Submission take(String key, long permits) {
        Submission call = Submission.of(CounterOperation.take(permits));
        combiner.submit(key, call);
        assertThat(call.join().admitted()).isTrue();
        return call;
    }

    /** What remains of a quota of ten that was exhausted before. */
    private static long leftAfter(CounterOperation undo) {
        Counter counter = TEN.open(null, Policies.START);
        counter.take(10);
        undo.ask(counter);
        return counter.remaining();
    }
}
