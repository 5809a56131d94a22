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
