package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** What a caller is told of a limit is what would happen. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class ReadingTest {

    @Property
    void what_remains_is_admitted(@ForAll("policies") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            long remaining = remaining(entry.take(call.time(), call.permits()));
            if (remaining > 0) {
                assertThat(entry.open(call.time()).take(remaining).admitted())
                        .as("%d admitted after %s", remaining, call)
                        .isTrue();
            }
        }
    }

    @Property
    void one_more_than_remains_is_rejected(@ForAll("policies") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            long remaining = remaining(entry.take(call.time(), call.permits()));
            assertThat(entry.open(call.time()).take(remaining + 1).admitted())
                    .as("%d admitted after %s", remaining + 1, call)
                    .isFalse();
        }
    }

    @Property
    void the_whole_quota_is_there_after_the_reset(@ForAll("policies") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            Verdict verdict = entry.take(call.time(), call.permits());
            for (int i = 0; i < history.rules().size(); i++) {
                Verdict.Reading then =
                        reading(entry, call.time() + verdict.readings().get(i).resetMillis(), i);
                assertThat(then.remaining())
                        .as("after %s, limit %d", call, i)
                        .isEqualTo(history.rules().get(i).capacity());
            }
        }
    }

    @Property
    void the_quota_is_not_whole_a_millisecond_before_the_reset(
            @ForAll("policies") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            Verdict verdict = entry.take(call.time(), call.permits());
            for (int i = 0; i < history.rules().size(); i++) {
                long reset = verdict.readings().get(i).resetMillis();
                if (reset > 0) {
                    Verdict.Reading early = reading(entry, call.time() + reset - 1, i);
                    assertThat(early.remaining())
                            .as("after %s, limit %d", call, i)
                            .isLessThan(history.rules().get(i).capacity());
                }
            }
        }
    }

    @Property
    void more_remains_after_the_time_that_is_told(@ForAll("policies") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            Verdict verdict = entry.take(call.time(), call.permits());
            for (int i = 0; i < history.rules().size(); i++) {
                Verdict.Reading now = verdict.readings().get(i);
                Verdict.Reading then = reading(entry, call.time() + now.moreMillis(), i);
                if (now.remaining() < history.rules().get(i).capacity()) {
                    assertThat(now.moreMillis()).as("after %s, limit %d", call, i).isPositive();
                    assertThat(then.remaining())
                            .as("after %s, limit %d", call, i)
                            .isGreaterThan(now.remaining());
                } else {
                    assertThat(now.moreMillis()).as("after %s, limit %d", call, i).isZero();
                }
            }
        }
    }

    @Property
    void no_more_remains_a_millisecond_before(@ForAll("policies") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            Verdict verdict = entry.take(call.time(), call.permits());
            for (int i = 0; i < history.rules().size(); i++) {
                Verdict.Reading now = verdict.readings().get(i);
                if (now.moreMillis() > 0) {
                    Verdict.Reading early = reading(entry, call.time() + now.moreMillis() - 1, i);
                    assertThat(early.remaining())
                            .as("after %s, limit %d", call, i)
                            .isEqualTo(now.remaining());
                }
            }
        }
    }

    @Property
    void a_rejected_cost_waits_at_least_until_more_remains(@ForAll("policies") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            for (Verdict.Reading reading : entry.take(call.time(), call.permits()).readings()) {
                if (reading.waitMillis() > 0) {
                    assertThat(reading.waitMillis()).isGreaterThanOrEqualTo(reading.moreMillis());
                }
            }
        }
    }

    private static long remaining(Verdict verdict) {
        return verdict.readings().stream()
                .mapToLong(Verdict.Reading::remaining)
                .min()
                .orElseThrow();
    }

    private static Verdict.Reading reading(Entry entry, long now, int limit) {
        return entry.open(now).peek(1).readings().get(limit);
    }

    @Provide
    Arbitrary<History> policies() {
        return Histories.ofPolicies();
    }
}
