package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Nodes share a counter while their clocks differ by more than the tolerance. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class TwoClocksTest {

    private static final long NOW = 1_735_689_600_000L;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private static final Set<Rule.Kind> WITH_BOUNDARIES =
            EnumSet.of(
                    Rule.Kind.FIXED_WINDOW, Rule.Kind.SLIDING_WINDOW, Rule.Kind.SEGMENTED_WINDOW);

    /** One node's call, after a while. */
    private record Step(boolean isBehind, long pause, long permits) {}

    /** What two nodes do, one of whose clocks is behind by so much. */
    private record Nodes(Rule rule, long behind, List<Step> steps) {

        /**
         * How many limits two clocks can give in a window of the one that is ahead: one each. But
         * what the other gives by windows that begin meanwhile is twice the limit already alone.
         */
        int limits() {
            return WITH_BOUNDARIES.contains(rule.kind()) && behind % rule.windowMillis() != 0
                    ? 3
                    : 2;
        }
    }

    @Property(tries = 2000)
    void two_clocks_give_no_more_than_each_of_them_would_alone(@ForAll("nodes") Nodes nodes) {
        Rule rule = nodes.rule();
        int limits = nodes.limits();
        // In a bucket also what drains, as each clock would refill one of its own.
        Definition definition = rule.withQuota(limits * rule.quota()).definition();
        Entry entry = new Entry(Rule.limits(rule));
        List<Definition.Grant> history = new ArrayList<>();
        long now = NOW;
        for (Step step : nodes.steps()) {
            now += step.pause();
            long clock = step.isBehind() ? now - nodes.behind() : now;
            if (entry.take(clock, step.permits()).admitted()) {
                history.add(new Definition.Grant(now, step.permits()));
                BigInteger most =
                        BigInteger.valueOf(limits * rule.capacity())
                                .multiply(definition.scale())
                                .add(definition.tolerance());
                assertThat(definition.load(history, now)).isLessThanOrEqualTo(most);
            }
        }
    }

    @Property
    void nobody_is_locked_out_while_two_clocks_disagree(@ForAll("nodes") Nodes nodes) {
        Rule rule = nodes.rule();
        Entry entry = new Entry(Rule.limits(rule));
        long now = NOW;
        for (Step step : nodes.steps()) {
            now += step.pause();
            long clock = step.isBehind() ? now - nodes.behind() : now;
            long wait = entry.take(clock, step.permits()).waitMillis();
            if (wait > 0) {
                assertThat(entry.open(clock + wait).peek(step.permits()).admitted()).isTrue();
            }
            assertThat(wait)
                    .isLessThanOrEqualTo(
                            2 * rule.longestWait() + 2 * Counter.CLOCK_TOLERANCE_MILLIS);
        }
    }

    @ParameterizedTest
    @EnumSource(Rule.Kind.class)
    void calls_to_and_fro_between_two_clocks_gain_nothing(Rule.Kind kind) {
        Rule rule = new Rule(kind, 10, MINUTE, 10);
        Entry entry = new Entry(Rule.limits(rule));
        long admitted = 0;
        for (int i = 0; i < 1_000; i++) {
            long clock = i % 2 == 0 ? NOW + HOUR : NOW;
            admitted += entry.take(clock + i / 100, 1).admitted() ? 1 : 0;
        }

        assertThat(admitted).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(Rule.Kind.class)
    void a_leap_that_is_taken_back_gives_one_window_more_at_most(Rule.Kind kind) {
        Rule rule = new Rule(kind, 10, MINUTE, 10);
        Entry entry = new Entry(Rule.limits(rule));
        long admitted = 0;
        for (int i = 0; i < 300; i++) {
            boolean leapt = i >= 100 && i < 200;
            long clock = leapt ? NOW + HOUR : NOW;
            admitted += entry.take(clock + i, 1).admitted() ? 1 : 0;
        }

        assertThat(admitted).isEqualTo(20);
        assertThat(entry.take(NOW + 300, 1).waitMillis()).isBetween(1L, rule.longestWait());
    }

    @ParameterizedTest
    @EnumSource(Rule.Kind.class)
    void whoever_waits_on_a_clock_set_back_an_hour_waits_no_longer_than_ever(Rule.Kind kind) {
        Rule rule = new Rule(kind, 10, MINUTE, 10);
        Entry entry = new Entry(Rule.limits(rule));
        entry.take(NOW + HOUR, 10);

        long wait = entry.take(NOW, 1).waitMillis();

        assertThat(wait).isBetween(1L, rule.longestWait());
        assertThat(entry.take(NOW + wait, 1).admitted()).isTrue();
        // And when the hour has come again, nobody remembers.
        long pause = 2 * rule.longestWait();
        for (long now = NOW + wait + pause; now < NOW + 2 * HOUR; now += pause) {
            assertThat(entry.take(now, 10).admitted()).as("at %d", now - NOW).isTrue();
        }
    }

    @Provide
    Arbitrary<Nodes> nodes() {
        Arbitrary<Rule> rules =
                Combinators.combine(
                                Arbitraries.of(Rule.Kind.class),
                                Arbitraries.longs().between(1, 10),
                                Arbitraries.of(10_000L, MINUTE, HOUR),
                                Arbitraries.integers().between(2, 7))
                        .as(Rule::new);
        return rules.flatMap(
                rule ->
                        Combinators.combine(
                                        Arbitraries.of(6_000L, MINUTE, 7 * MINUTE, HOUR, 25 * HOUR),
                                        steps(rule))
                                .as((behind, steps) -> new Nodes(rule, behind, steps)));
    }

    private static Arbitrary<List<Step>> steps(Rule rule) {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of(4L, 30L, 300L, 3_000L)
                                .map(parts -> rule.windowMillis() * parts / 1_000),
                        Arbitraries.longs().between(1, rule.capacity()))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(80);
    }
}
