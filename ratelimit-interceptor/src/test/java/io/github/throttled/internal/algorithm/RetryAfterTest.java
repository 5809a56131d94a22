package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** A wait is honest: not a millisecond too short, and not one too long. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class RetryAfterTest {

    @Property
    void a_call_is_admitted_after_its_wait(@ForAll("policies") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            long wait = entry.take(call.time(), call.permits()).waitMillis();
            if (wait > 0 && wait != Algorithm.NEVER) {
                long then = call.time() + wait;
                assertThat(waitAt(entry, then, call)).as("%s again, at %d", call, then).isZero();
            }
        }
    }

    @Property
    void a_call_is_rejected_a_millisecond_before_its_wait_is_over(
            @ForAll("policies") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            long wait = entry.take(call.time(), call.permits()).waitMillis();
            if (wait > 0 && wait != Algorithm.NEVER) {
                long early = call.time() + wait - 1;
                assertThat(waitAt(entry, early, call))
                        .as("%s again, at %d", call, early)
                        .isEqualTo(1);
            }
        }
    }

    @Property(tries = 300)
    void a_call_is_rejected_at_every_instant_before(@ForAll("smallWindows") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            long wait = entry.take(call.time(), call.permits()).waitMillis();
            for (long passed = 0; wait != Algorithm.NEVER && passed < wait; passed++) {
                assertThat(waitAt(entry, call.time() + passed, call))
                        .as("%s again, %d ms later", call, passed)
                        .isEqualTo(wait - passed);
            }
        }
    }

    @Property
    void a_cost_waits_for_ever_exactly_if_a_limit_cannot_hold_it(
            @ForAll("policies") History history) {
        Entry entry = new Entry(history.limits());
        long capacity = history.rules().stream().mapToLong(Rule::capacity).min().orElseThrow();
        for (History.Call call : history.calls()) {
            assertThat(entry.take(call.time(), call.permits()).waitMillis() == Algorithm.NEVER)
                    .as("%s is refused for ever", call)
                    .isEqualTo(call.permits() > capacity);
        }
    }

    @Property
    void a_policy_waits_for_the_slowest_of_its_limits(@ForAll("policies") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            Verdict verdict = entry.take(call.time(), call.permits());
            assertThat(verdict.readings())
                    .extracting(Verdict.Reading::waitMillis)
                    .contains(verdict.waitMillis())
                    .allMatch(wait -> wait <= verdict.waitMillis());
        }
    }

    private static long waitAt(Entry entry, long now, History.Call call) {
        return entry.open(now).peek(call.permits()).waitMillis();
    }

    @Provide
    Arbitrary<History> policies() {
        return Histories.ofPolicies();
    }

    @Provide
    Arbitrary<History> smallWindows() {
        return Histories.inOrder(Histories.smallRules());
    }
}
