package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.throttled.Decision.Reason;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Who is rejected so often in a row is banned. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class BanRuleTest {

    private static final long NOW = 1_735_689_600_000L;
    private static final long MINUTE = 60_000;

    private final Entry entry = entry(new BanRule(3, 10 * MINUTE), Rule.fixedWindow(2, MINUTE));

    @Test
    void the_third_rejection_in_a_row_bans() {
        entry.take(NOW, 2);

        assertThat(entry.take(NOW, 1).waitMillis()).isEqualTo(MINUTE);
        assertThat(entry.take(NOW, 1).waitMillis()).isEqualTo(MINUTE);
        assertThat(entry.take(NOW, 1).waitMillis()).isEqualTo(10 * MINUTE);
        assertThat(entry.take(NOW + MINUTE, 1).waitMillis()).isEqualTo(9 * MINUTE);
    }

    @Test
    void a_ban_ends_and_is_not_prolonged_by_those_who_do_not_wait() {
        entry.take(NOW, 2);
        for (int i = 0; i < 20; i++) {
            entry.take(NOW, 1);
        }

        assertThat(entry.take(NOW + 10 * MINUTE - 1, 1).waitMillis()).isEqualTo(1);
        assertThat(entry.take(NOW + 10 * MINUTE, 1).admitted()).isTrue();
    }

    @Test
    void an_admitted_call_begins_a_new_row() {
        entry.take(NOW, 2);
        entry.take(NOW, 1);
        entry.take(NOW, 1);
        assertThat(entry.take(NOW + MINUTE, 2).admitted()).isTrue();

        assertThat(entry.take(NOW + MINUTE, 1).waitMillis()).isEqualTo(MINUTE);
        assertThat(entry.take(NOW + MINUTE, 1).waitMillis()).isEqualTo(MINUTE);
    }

    @Test
    void the_reason_is_the_ban_from_the_call_that_begins_it_until_it_ends() {
        assertThat(entry.take(NOW, 2).reason()).isEqualTo(Reason.ADMITTED);
        assertThat(entry.take(NOW, 1).reason()).isEqualTo(Reason.QUOTA);
        assertThat(entry.take(NOW, 1).reason()).isEqualTo(Reason.QUOTA);

        assertThat(entry.take(NOW, 1).reason()).isEqualTo(Reason.BAN);
        assertThat(entry.peek(NOW + 10 * MINUTE - 1, 1).reason()).isEqualTo(Reason.BAN);
        assertThat(entry.peek(NOW + 10 * MINUTE, 3).reason()).isEqualTo(Reason.QUOTA);
    }

    @Test
    void nothing_remains_during_a_ban() {
        entry.take(NOW, 2);
        for (int i = 0; i < 3; i++) {
            entry.take(NOW, 1);
        }

        Verdict.Reading reading = entry.peek(NOW + 2 * MINUTE, 1).readings().get(0);

        assertThat(reading.remaining()).isZero();
        assertThat(reading.waitMillis()).isEqualTo(8 * MINUTE);
        assertThat(reading.resetMillis()).isEqualTo(8 * MINUTE);
    }

    @Test
    void a_cost_that_can_never_pass_is_no_abuse() {
        for (int i = 0; i < 5; i++) {
            assertThat(entry.take(NOW, 3).waitMillis()).isEqualTo(Algorithm.NEVER);
        }

        assertThat(entry.take(NOW, 1).admitted()).isTrue();
    }

    @Test
    void peeking_is_no_rejection() {
        entry.take(NOW, 2);
        for (int i = 0; i < 5; i++) {
            entry.peek(NOW, 1);
        }

        assertThat(entry.take(NOW, 1).waitMillis()).isEqualTo(MINUTE);
    }

    @Test
    void a_clock_that_is_set_back_neither_ends_nor_prolongs_a_ban() {
        entry.take(NOW, 2);
        for (int i = 0; i < 3; i++) {
            entry.take(NOW, 1);
        }

        assertThat(entry.take(NOW - 60 * MINUTE, 1).waitMillis()).isEqualTo(10 * MINUTE);
    }

    @Test
    void a_banned_caller_is_banned_on_a_share_too() {
        Limits whole = limits(new BanRule(1, 10 * MINUTE), Rule.slidingLog(4, MINUTE));
        Entry before = new Entry(whole);
        before.take(NOW, 4);
        before.take(NOW, 1);

        Limits share = whole.share(2);
        long[] part = whole.shareEntry(before.stored(), 2);

        assertThat(share.open(part, NOW).peek(1).waitMillis()).isEqualTo(10 * MINUTE);
    }

    @Test
    void a_ban_out_of_bounds_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BanRule(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BanRule(1, 0));
    }

    @Property
    void every_call_is_answered_as_a_list_of_rejections_says(@ForAll("histories") History history) {
        BanRule penalty = new BanRule(2, 500);
        Entry banning = new Entry(limits(penalty, history.rules().get(0)));
        Entry limit = new Entry(history.limits());
        int inARow = 0;
        long bannedUntil = Long.MIN_VALUE;
        for (History.Call call : history.calls()) {
            boolean banned = call.time() < bannedUntil;
            Verdict verdict = banning.take(call.time(), call.permits());
            if (banned) {
                assertThat(verdict.waitMillis())
                        .as("%s", call)
                        .isGreaterThanOrEqualTo(bannedUntil - call.time());
                continue;
            }
            Verdict expected = limit.take(call.time(), call.permits());
            assertThat(verdict.admitted()).as("%s", call).isEqualTo(expected.admitted());
            if (expected.admitted()) {
                inARow = 0;
            } else if (expected.waitMillis() != Algorithm.NEVER && ++inARow == 2) {
                inARow = 0;
                bannedUntil = call.time() + 500;
            }
        }
    }

    private static Entry entry(BanRule penalty, Rule rule) {
        return new Entry(limits(penalty, rule));
    }

    private static Limits limits(BanRule penalty, Rule rule) {
        return new Limits(List.of(rule.algorithm()), Optional.of(penalty));
    }

    @Provide
    Arbitrary<History> histories() {
        return Arbitraries.of(Rule.Kind.class)
                .flatMap(kind -> Histories.inOrder(Histories.smallRules(kind)));
    }
}
