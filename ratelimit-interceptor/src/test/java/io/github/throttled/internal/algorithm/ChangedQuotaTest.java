package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/** Nodes learn of a changed quota one after the other, and what was consumed stays consumed. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class ChangedQuotaTest {

    /** A history, and the quota that the node of each call knows. */
    record Refreshes(History history, List<Long> quotas) {}

    @Property
    void a_changed_quota_decides_as_if_it_had_always_been(
            @ForAll("refreshes") Refreshes refreshes) {
        Rule rule = refreshes.history().rule();
        Entry entry = new Entry(Rule.limits(rule));
        Oracle oracle = new Oracle(rule);
        for (int i = 0; i < refreshes.history().calls().size(); i++) {
            History.Call call = refreshes.history().calls().get(i);
            long quota = refreshes.quotas().get(i);
            entry.reconfigure(Rule.limits(rule.withQuota(quota)));
            assertThat(Answer.of(entry.take(call.time(), call.permits())))
                    .as("%s of %d", call, quota)
                    .isEqualTo(oracle.take(call.time(), call.permits(), quota));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Rule.Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "LEAKY_BUCKET")
    void a_changed_quota_of_one_limit_leaves_the_counts_of_the_others(Rule.Kind kind) {
        Rule first = new Rule(kind, 10, 1_000, 4);
        Rule second = new Rule(kind, 100, 60_000, 4);
        Entry entry = new Entry(Rule.limits(first, second));
        entry.take(0, 7);

        entry.reconfigure(Rule.limits(first.withQuota(20), second));

        assertThat(entry.peek(0, 1).readings())
                .extracting(Verdict.Reading::remaining)
                .containsExactly(13L, 93L);
    }

    @Test
    void a_bucket_keeps_what_is_in_it_and_drains_at_the_new_rate() {
        Rule rule = Rule.tokenBucket(60, 60_000);
        Entry entry = new Entry(Rule.limits(rule));
        entry.take(0, 50);

        entry.reconfigure(Rule.limits(rule.withQuota(120)));

        // 50 are in a bucket of 120, and 2 leave in a second.
        assertThat(entry.peek(1_000, 1).readings().get(0).remaining()).isEqualTo(72);
    }

    @Test
    void a_lowered_burst_locks_nobody_out() {
        Rule large = Rule.leakyBucket(1, 1_000, 1_000);
        Entry entry = new Entry(Rule.limits(large));
        entry.take(0, 1_000);

        entry.reconfigure(Rule.limits(Rule.leakyBucket(1, 1_000, 3)));

        assertThat(entry.peek(0, 1).waitMillis()).isEqualTo(1_000);
    }

    @Test
    void a_lowered_quota_weighs_all_of_the_previous_window() {
        Rule rule = Rule.slidingWindow(100, 1_000);
        Entry entry = new Entry(Rule.limits(rule));
        entry.take(500, 100);

        entry.reconfigure(Rule.limits(rule.withQuota(10)));

        // 100 x (1000 - elapsed) / 1000 + 1 <= 10 from 910 ms on.
        assertThat(entry.peek(1_000, 1).waitMillis()).isEqualTo(910);
    }

    @Provide
    Arbitrary<Refreshes> refreshes() {
        return Histories.inOrder(Histories.rules().filter(rule -> !isBucket(rule)))
                .flatMap(
                        history ->
                                quotas(history)
                                        .list()
                                        .ofSize(history.calls().size())
                                        .map(quotas -> new Refreshes(history, quotas)));
    }

    /** A bucket drains at the rate of the day: an old rate is not undone. */
    private static boolean isBucket(Rule rule) {
        return rule.kind() == Rule.Kind.TOKEN_BUCKET || rule.kind() == Rule.Kind.LEAKY_BUCKET;
    }

    private static Arbitrary<Long> quotas(History history) {
        long quota = history.rule().quota();
        return Arbitraries.oneOf(Arbitraries.just(quota), Arbitraries.longs().between(1, quota));
    }
}
