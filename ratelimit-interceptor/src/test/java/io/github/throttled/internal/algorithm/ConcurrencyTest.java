package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Permits that nodes hold while calls run. */
class ConcurrencyTest {

    private static final long NOW = 1_735_689_600_000L;
    private static final long LEASE = Algorithm.LEASE_MILLIS;

    private long[] stored;

    /** What one of three nodes does at a time. */
    private record Step(int node, long pause, int action, long permits) {}

    /** Who holds how many until when: all there is to know, kept in the plainest way. */
    private static final class Oracle {

        private final Map<Long, Long> permits = new HashMap<>();
        private final Map<Long, Long> until = new HashMap<>();

        void pass(long now) {
            until.entrySet().removeIf(lease -> lease.getValue() <= now);
            permits.keySet().retainAll(until.keySet());
        }

        long held() {
            return permits.values().stream().mapToLong(Long::longValue).sum();
        }

        void hold(long node, long count, long now) {
            permits.put(node, count);
            until.put(node, now + LEASE);
            release(node);
        }

        void giveBack(long node, long count) {
            if (permits.containsKey(node)) {
                permits.merge(node, -count, Long::sum);
                release(node);
            }
        }

        long of(long node) {
            return permits.getOrDefault(node, 0L);
        }

        private void release(long node) {
            if (permits.get(node) <= 0) {
                permits.remove(node);
                until.remove(node);
            }
        }
    }

    @Property
    void nodes_hold_what_an_oracle_says(
            @ForAll("quotas") long quota, @ForAll("steps") List<Step> steps) {
        stored = null;
        Oracle oracle = new Oracle();
        long now = NOW;
        for (Step step : steps) {
            now += step.pause();
            oracle.pass(now);
            Counter counter = limits(quota, step.node()).open(stored, now);
            long own = oracle.of(step.node());
            switch (step.action()) {
                case 0, 1, 2 -> {
                    boolean fits = oracle.held() + step.permits() <= quota;
                    assertThat(counter.take(step.permits()).admitted()).isEqualTo(fits);
                    if (fits) {
                        oracle.hold(step.node(), own + step.permits(), now);
                    }
                }
                case 3 -> {
                    counter.giveBack(step.permits(), now);
                    oracle.giveBack(step.node(), step.permits());
                }
                case 4 -> {
                    counter.keep(own, own);
                    if (own > 0) {
                        oracle.hold(step.node(), own, now);
                    }
                }
                default -> {
                    counter.keep(step.permits(), step.permits() + 1);
                    long corrected = Math.min(Math.max(own, step.permits()), step.permits() + 1);
                    oracle.hold(step.node(), corrected, now);
                }
            }
            stored = counter.toStored();
            Verdict after = limits(quota, 1).open(stored, now).peek(1);
            assertThat(after.readings().get(0).remaining())
                    .isEqualTo(Math.max(0, quota - oracle.held()));
        }
    }

    @Provide
    Arbitrary<Long> quotas() {
        return Arbitraries.longs().between(1, 8);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(0L, 1L, 1_000L, LEASE - 1, LEASE, LEASE + 1),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.longs().between(1, 3))
                .as(Step::new)
                .list()
                .ofMaxSize(30);
    }

    @Test
    void a_node_that_is_no_more_loses_its_permits_and_others_keep_theirs() {
        take(2, 1, NOW, 1);
        take(2, 2, NOW, 1);
        keep(2, 2, NOW + 6_000, 1);

        assertThat(take(2, 3, NOW + LEASE - 1, 1).admitted()).isFalse();
        assertThat(take(2, 3, NOW + LEASE, 1).admitted()).isTrue();
        assertThat(take(2, 3, NOW + LEASE, 1).admitted()).isFalse();
    }

    @Test
    void a_renewal_brings_back_what_had_run_out() {
        take(3, 1, NOW, 2);
        take(3, 2, NOW + LEASE, 3);
        keep(3, 1, NOW + LEASE, 2);

        assertThat(take(3, 2, NOW + LEASE, 1).admitted()).isFalse();
        assertThat(limits(5, 1).open(stored, NOW + LEASE).peek(1).readings().get(0).remaining())
                .isZero();
    }

    @Test
    void no_more_nodes_hold_permits_than_there_is_room_for() {
        for (int node = 1; node <= Algorithm.MAX_HOLDERS; node++) {
            assertThat(take(1_000, node, NOW, 1).admitted()).isTrue();
        }

        Verdict rejected = take(1_000, Algorithm.MAX_HOLDERS + 1, NOW, 1);
        assertThat(rejected.waitMillis()).isEqualTo(1_000);
        assertThat(rejected.readings().get(0).remaining()).isZero();
        assertThat(take(1_000, Algorithm.MAX_HOLDERS, NOW, 1).admitted()).isTrue();
    }

    @Test
    void a_node_has_a_place_while_it_holds_permits_or_others_leave_one() {
        for (int node = 1; node < Algorithm.MAX_HOLDERS; node++) {
            take(1_000, node, NOW, 1);
        }
        assertThat(limits(1_000, 100).open(stored, NOW).hasPlace()).isTrue();

        take(1_000, Algorithm.MAX_HOLDERS, NOW, 1);

        assertThat(limits(1_000, 100).open(stored, NOW).hasPlace()).isFalse();
        assertThat(limits(1_000, Algorithm.MAX_HOLDERS).open(stored, NOW).hasPlace()).isTrue();
        Limits window = new Limits(List.of(Algorithm.fixedWindow(1, 1_000)));
        assertThat(window.open(null, NOW).hasPlace()).isTrue();
    }

    @Test
    void a_node_corrects_what_is_wrong_and_nothing_else() {
        take(5, 1, NOW, 2);

        assertThat(corrected(1, 2)).isEqualTo(2);
        assertThat(corrected(2, 3)).isEqualTo(2);
        assertThat(corrected(3, 4)).isEqualTo(3);
        assertThat(corrected(0, 1)).isEqualTo(1);
        assertThat(corrected(0, 0)).isZero();
    }

    @Test
    void what_is_right_is_not_renewed() {
        take(5, 1, NOW, 2);
        Counter counter = limits(5, 1).open(stored, NOW + LEASE - 1);

        counter.correct(2, 2);

        assertThat(counter.changed()).isFalse();
        assertThat(limits(5, 1).open(counter.toStored(), NOW + LEASE).remaining()).isEqualTo(5);
    }

    @Test
    void nobody_knows_when_calls_end_and_their_permits_are_not_leased() {
        Counter counter = limits(5, 1).open(null, NOW);

        Verdict verdict = counter.take(2);

        assertThat(verdict.readings().get(0).remaining()).isEqualTo(3);
        assertThat(verdict.readings().get(0).moreMillis()).isZero();
        assertThat(counter.leaseTerms()).isEqualTo(LeaseTerms.NONE);
        assertThat(limits(5, 1).memoryMillis()).isEqualTo(LEASE);
        assertThat(limits(5, 1).hasFixedSize()).isFalse();
    }

    @Test
    void nodes_of_both_sides_hold_what_the_side_says_that_knows_more() {
        take(9, 1, NOW, 1);
        take(9, 2, NOW, 3);
        long[] other = stored;
        stored = null;
        take(9, 1, NOW, 2);
        take(9, 2, NOW, 1);
        Counter counter = limits(9, 1).open(stored, NOW);

        counter.join(other);

        assertThat(counter.remaining()).isEqualTo(4);
        stored = counter.toStored();
        giveBack(9, 1, NOW, 2);
        assertThat(limits(9, 1).open(stored, NOW).remaining()).isEqualTo(6);
    }

    @Test
    void a_clock_that_is_set_back_frees_nothing() {
        take(1, 1, NOW, 1);

        assertThat(take(1, 2, NOW - 3_600_000, 1).admitted()).isFalse();
    }

    @Test
    void a_lowered_quota_admits_nobody_until_enough_have_ended() {
        take(5, 1, NOW, 4);
        assertThat(take(2, 1, NOW, 1).admitted()).isFalse();

        giveBack(2, 1, NOW, 3);

        assertThat(take(2, 1, NOW, 1).admitted()).isTrue();
    }

    @Test
    void a_share_is_of_what_the_node_itself_holds() {
        take(6, 1, NOW, 2);
        take(6, 2, NOW, 3);

        long[] share = limits(6, 1).shareEntry(stored, 2);

        assertThat(limits(3, 1).open(share, NOW).peek(1).readings().get(0).remaining())
                .isEqualTo(1);
    }

    @Test
    void what_cannot_be_of_these_holdings_is_read_as_absent() {
        take(2, 1, NOW, 2);
        for (int i = Limits.HEADER; i < stored.length; i++) {
            for (long value : new long[] {0, Long.MAX_VALUE}) {
                if (i == Limits.HEADER + 1 && value != 0) {
                    // The identity of another node.
                    continue;
                }
                long[] damaged = stored.clone();
                damaged[i] = value;
                assertThat(limits(2, 1).open(damaged, NOW).take(2).admitted())
                        .as("value %d at %d", value, i)
                        .isTrue();
            }
        }
    }

    @Test
    void what_cannot_be_counted_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Algorithm.concurrency(0, 1))
                .withMessage("A quota is at least 1 permit, not 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Algorithm.concurrency(Algorithm.MAX_CONCURRENCY + 1, 1))
                .withMessageContaining("can be held at a time");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Algorithm.concurrency(1, 0))
                .withMessage("A node's identity is positive, not 0.");
    }

    private Verdict take(long quota, long node, long now, long permits) {
        Counter counter = limits(quota, node).open(stored, now);
        Verdict verdict = counter.take(permits);
        stored = counter.toStored();
        return verdict;
    }

    private void keep(long quota, long node, long now, long permits) {
        change(quota, node, now, counter -> counter.keep(permits, permits));
    }

    private void giveBack(long quota, long node, long now, long permits) {
        change(quota, node, now, counter -> counter.giveBack(permits, now));
    }

    /** How many permits node 1 holds of 5 once it has corrected its own. */
    private long corrected(long atLeast, long atMost) {
        change(5, 1, NOW, counter -> counter.correct(atLeast, atMost));
        return 5 - limits(5, 1).open(stored, NOW).remaining();
    }

    private void change(long quota, long node, long now, Consumer<Counter> step) {
        Counter counter = limits(quota, node).open(stored, now);
        step.accept(counter);
        stored = counter.toStored();
    }

    private static Limits limits(long quota, long node) {
        return new Limits(List.of(Algorithm.concurrency(quota, node)));
    }
}
