package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.throttled.Decision.Reason;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What a counter does besides taking permits: with all limits of its policy, and with its ban. */
class CounterTest {

    private static final long NOW = 1_735_689_600_000L;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long BAN = 10 * MINUTE;

    private final Limits two = Rule.limits(Rule.fixedWindow(3, MINUTE), Rule.fixedWindow(10, HOUR));
    private final Limits queue = new Limits(List.of(Algorithm.leakyBucket(1, MINUTE, 1, HOUR)));
    private final Limits banning =
            new Limits(List.of(Algorithm.fixedWindow(3, MINUTE)), Optional.of(new BanRule(2, BAN)));

    @Test
    void a_charge_counts_in_all_limits_even_if_nothing_is_left() {
        Counter counter = two.open(null, NOW);

        Verdict charged = counter.charge(5, NOW);

        assertThat(charged.admitted()).isTrue();
        assertThat(charged.readings())
                .extracting(Verdict.Reading::remaining)
                .containsExactly(0L, 5L);
        assertThat(counter.changed()).isTrue();
        assertThat(counter.remaining()).isZero();
    }

    @Test
    void a_charge_of_the_future_counts_now() {
        Counter counter = two.open(null, NOW);

        counter.charge(2, NOW + HOUR);

        assertThat(counter.remaining()).isEqualTo(1);
    }

    @Test
    void nobody_takes_charges_or_asks_for_less_than_one_permit() {
        Counter counter = two.open(null, NOW);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> counter.charge(0, NOW))
                .withMessage("A call costs at least 1 permit, not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> counter.take(0));
        assertThatIllegalArgumentException().isThrownBy(() -> counter.peek(-1));
        assertThat(counter.changed()).isFalse();
    }

    @Test
    void the_limit_that_has_least_says_what_is_left() {
        Counter counter = two.open(null, NOW);
        counter.take(1);

        assertThat(counter.remaining()).isEqualTo(2);
        assertThat(two.open(counter.toStored(), NOW + MINUTE).remaining()).isEqualTo(3);
    }

    @Test
    void a_cleared_counter_has_counted_nothing_and_bans_nobody() {
        Counter counter = banning.open(banned(), NOW);

        counter.clear();

        assertThat(counter.changed()).isTrue();
        assertThat(counter.remaining()).isEqualTo(3);
        assertThat(counter.take(3).admitted()).isTrue();
    }

    @Test
    void clearing_what_nobody_used_changes_nothing() {
        Counter counter = banning.open(null, NOW);

        counter.clear();

        assertThat(counter.changed()).isFalse();
    }

    @Test
    void a_pardon_ends_the_ban_and_what_was_counted_stays() {
        Counter counter = banning.open(banned(), NOW);
        assertThat(counter.peek(1).reason()).isEqualTo(Reason.BAN);
        assertThat(counter.remaining()).isZero();

        counter.pardon();

        assertThat(counter.changed()).isTrue();
        assertThat(counter.peek(1).reason()).isEqualTo(Reason.QUOTA);
        assertThat(counter.peek(1).waitMillis()).isEqualTo(MINUTE);
    }

    @Test
    void a_pardon_forgets_the_rejections_that_would_lead_to_a_ban() {
        Counter counter = banning.open(rejectedOnce(), NOW);

        counter.pardon();

        assertThat(counter.changed()).isTrue();
        assertThat(counter.take(1).reason()).isEqualTo(Reason.QUOTA);
        assertThat(counter.take(1).reason()).isEqualTo(Reason.BAN);
    }

    @Test
    void a_pardon_of_who_has_done_nothing_changes_nothing() {
        Counter counter = banning.open(null, NOW);
        counter.pardon();
        Counter without = two.open(null, NOW);
        without.pardon();

        assertThat(counter.changed()).isFalse();
        assertThat(without.changed()).isFalse();
    }

    @Test
    void nothing_is_left_during_a_ban_even_of_an_unused_window() {
        Counter counter = banning.open(banned(), NOW + MINUTE);

        assertThat(counter.remaining()).isZero();
        assertThat(banning.open(banned(), NOW + BAN).remaining()).isEqualTo(3);
    }

    @Test
    void who_is_banned_on_one_side_is_banned_on_both() {
        Counter counter = banning.open(exhausted(), NOW);

        counter.join(banned());

        assertThat(counter.changed()).isTrue();
        assertThat(counter.peek(1).waitMillis()).isEqualTo(BAN);
    }

    @Test
    void rejections_on_the_other_side_lead_to_a_ban_here() {
        Counter counter = banning.open(exhausted(), NOW);

        counter.join(rejectedOnce());

        assertThat(counter.changed()).isTrue();
        assertThat(counter.take(1).reason()).isEqualTo(Reason.BAN);
    }

    @Test
    void a_side_that_knows_less_changes_nothing() {
        for (long[] other : List.of(banned(), exhausted())) {
            Counter counter = banning.open(banned(), NOW);

            counter.join(other);

            assertThat(counter.changed()).isFalse();
            assertThat(counter.peek(1).waitMillis()).isEqualTo(BAN);
        }
    }

    @Test
    void permits_are_leased_for_no_longer_than_the_shortest_window_lasts() {
        Counter counter = two.open(null, NOW + 10_000);

        assertThat(counter.leaseTerms()).isEqualTo(LeaseTerms.until(50_000));
    }

    @Test
    void a_window_ends_the_lease_and_a_bucket_writes_it_off() {
        Limits mixed = Rule.limits(Rule.fixedWindow(3, MINUTE), Rule.tokenBucket(7, HOUR));

        assertThat(mixed.open(null, NOW).leaseTerms()).isEqualTo(new LeaseTerms(MINUTE, 7, HOUR));
    }

    @Test
    void nothing_is_leased_where_callers_can_be_banned_or_wait_for_their_turn() {
        assertThat(banning.open(null, NOW).leaseTerms()).isEqualTo(LeaseTerms.NONE);
        assertThat(queue.open(null, NOW).leaseTerms()).isEqualTo(LeaseTerms.NONE);
    }

    @Test
    void an_admitted_call_knows_how_long_it_waits_for_its_turn() {
        Counter counter = queue.open(null, NOW);
        counter.take(1);

        assertThat(counter.peek(1).delayMillis()).isEqualTo(MINUTE);
        assertThat(counter.takes(1)).isTrue();
        assertThat(counter.delayMillis()).isEqualTo(MINUTE);
    }

    private long[] exhausted() {
        return afterCalls(3);
    }

    private long[] rejectedOnce() {
        return afterCalls(3, 1);
    }

    private long[] banned() {
        return afterCalls(3, 1, 1);
    }

    private long[] afterCalls(long... costs) {
        Entry entry = new Entry(banning);
        for (long cost : costs) {
            entry.take(NOW, cost);
        }
        return entry.stored();
    }
}
