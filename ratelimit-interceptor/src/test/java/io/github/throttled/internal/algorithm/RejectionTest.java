package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.util.List;

/** A rejection is free, for all limits of a policy; so is a question. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class RejectionTest {

    @Property
    void rejected_call_leaves_the_counter_as_it_was(@ForAll("policies") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            Counter counter = entry.open(call.time());
            long[] before = counter.toStored();
            if (!counter.take(call.permits()).admitted()) {
                assertThat(counter.toStored()).as("after %s", call).isEqualTo(before);
            }
            entry.take(call.time(), call.permits());
        }
    }

    @Property
    void only_an_admitted_call_gives_the_store_something_to_do(
            @ForAll("policies") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            Counter counter = entry.open(call.time());
            boolean admitted = counter.take(call.permits()).admitted();
            assertThat(counter.changed()).as("changed by %s", call).isEqualTo(admitted);
            entry.take(call.time(), call.permits());
        }
    }

    @Property
    void peek_waits_as_long_as_take(@ForAll("policies") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            long expected = entry.open(call.time()).peek(call.permits()).waitMillis();
            assertThat(entry.take(call.time(), call.permits()).waitMillis())
                    .as("%s", call)
                    .isEqualTo(expected);
        }
    }

    @Property
    void peek_leaves_the_counter_as_it_was(@ForAll("policies") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            Counter counter = entry.open(call.time());
            long[] before = counter.toStored();
            counter.peek(call.permits());
            assertThat(counter.toStored()).as("after peeking at %s", call).isEqualTo(before);
            entry.take(call.time(), call.permits());
        }
    }

    @Test
    void a_call_that_one_limit_refuses_charges_none() {
        Rule tight = Rule.fixedWindow(2, 1_000);
        Rule wide = Rule.slidingLog(10, 60_000);
        Entry entry = new Entry(Rule.limits(tight, wide));
        entry.take(0, 2);

        entry.take(0, 1);

        assertThat(remaining(entry.peek(0, 1))).containsExactly(0L, 8L);
    }

    @Test
    void a_call_that_costs_nothing_is_an_error() {
        Counter counter = new Entry(Rule.limits(Rule.fixedWindow(2, 1_000))).open(0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> counter.take(0))
                .withMessage("A call costs at least 1 permit, not 0");
    }

    private static List<Long> remaining(Verdict verdict) {
        return verdict.readings().stream().map(Verdict.Reading::remaining).toList();
    }

    @Provide
    Arbitrary<History> policies() {
        return Histories.ofPolicies();
    }
}
