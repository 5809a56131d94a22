package io.github.throttled.internal.algorithm;

import static net.jqwik.api.Tuple.of;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Random policies and what happens to them. Times crowd where mistakes live: on the same instant,
 * next to the boundaries of windows and parts, and far apart; costs round 1 and the quota; limits
 * run from 1 per millisecond to the largest that can be counted. So jqwik need not look for edge
 * cases of its own, which takes it ten times as long as a test.
 */
final class Histories {

    /** The last millisecond of the year 9999. */
    static final long END_OF_9999 = 253_402_300_799_999L;

    private static final long YEAR_2025 = 1_735_689_600_000L;
    private static final long CENTURY = 100L * 365 * 24 * 60 * 60 * 1000;
    private static final int MOST_CALLS = 25;

    private Histories() {}

    /** One limit of any kind, and a clock that never runs backwards. */
    static Arbitrary<History> inOrder() {
        return inOrder(rules());
    }

    /** One such limit, and a clock that never runs backwards. */
    static Arbitrary<History> inOrder(Arbitrary<Rule> rules) {
        return rules.flatMap(rule -> calls(rule).map(calls -> ordered(List.of(rule), calls)));
    }

    /** Up to three limits of any kinds, and a clock that never runs backwards. */
    static Arbitrary<History> ofPolicies() {
        return withJumpingClocks().map(history -> ordered(history.rules(), history.calls()));
    }

    /** One limit of any kind, and nodes whose clocks are behind, within the tolerance. */
    static Arbitrary<History> withLaggingClocks() {
        Arbitrary<Long> lags = Arbitraries.longs().between(0, Counter.CLOCK_TOLERANCE_MILLIS);
        return Combinators.combine(inOrder(), lags.list().ofSize(MOST_CALLS))
                .as(
                        (history, lag) -> {
                            List<History.Call> late = new ArrayList<>();
                            for (History.Call call : history.calls()) {
                                long time = Math.max(0, call.time() - lag.get(late.size()));
                                late.add(new History.Call(time, call.permits()));
                            }
                            return new History(history.rules(), late);
                        });
    }

    /** Up to three limits of any kinds, and a clock that jumps to and fro. */
    static Arbitrary<History> withJumpingClocks() {
        return rules().list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .flatMap(
                        rules ->
                                Arbitraries.of(rules)
                                        .flatMap(Histories::calls)
                                        .map(calls -> new History(rules, calls)));
    }

    /** Limits of any kind. */
    static Arbitrary<Rule> rules() {
        return Arbitraries.of(Rule.Kind.class).flatMap(Histories::rules);
    }

    /** Limits of one kind. */
    static Arbitrary<Rule> rules(Rule.Kind kind) {
        return Arbitraries.frequencyOf(
                of(6, smallRules(kind)), of(3, usualRules(kind)), of(2, largestRules(kind)));
    }

    /** Limits of any kind whose every millisecond can be looked at. */
    static Arbitrary<Rule> smallRules() {
        return Arbitraries.of(Rule.Kind.class).flatMap(Histories::smallRules);
    }

    /** Limits of one kind whose every millisecond can be looked at. */
    static Arbitrary<Rule> smallRules(Rule.Kind kind) {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 10),
                        Arbitraries.longs().between(1, 50),
                        Arbitraries.integers().between(2, 7))
                .as((quota, window, segments) -> new Rule(kind, quota, window, segments));
    }

    private static Arbitrary<Rule> usualRules(Rule.Kind kind) {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 1000),
                        Arbitraries.of(997L, 1_000L, 60_000L, 3_600_000L, 86_400_000L),
                        Arbitraries.of(2, 6, 7, 60, Algorithm.MAX_SEGMENTS))
                .as((quota, window, segments) -> new Rule(kind, quota, window, segments));
    }

    private static Arbitrary<Rule> largestRules(Rule.Kind kind) {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 3),
                        Arbitraries.integers().between(0, 45),
                        Arbitraries.longs().between(0, 3),
                        Arbitraries.integers().between(2, Algorithm.MAX_SEGMENTS))
                .as(
                        (spared, exponent, shorter, segments) -> {
                            long window = Math.max(1, (1L << exponent) - shorter);
                            long most = largestQuota(kind, window);
                            return new Rule(kind, most - spared, window, segments);
                        });
    }

    private static long largestQuota(Rule.Kind kind, long window) {
        long most = Algorithm.MAX_QUOTA_TIMES_WINDOW / window;
        return kind == Rule.Kind.SLIDING_LOG ? Math.min(Algorithm.MAX_LOG_QUOTA, most) : most;
    }

    /** Costs that matter to a quota, some above it. */
    static Arbitrary<Long> costs(long quota) {
        return Arbitraries.frequencyOf(
                of(6, Arbitraries.just(1L)),
                of(6, Arbitraries.longs().between(1, quota)),
                of(2, Arbitraries.longs().between(Math.max(1, quota - 2), quota)),
                of(1, Arbitraries.of(quota + 1, Long.MAX_VALUE)));
    }

    private static Arbitrary<List<History.Call>> calls(Rule rule) {
        return Arbitraries.of(0L, YEAR_2025, END_OF_9999)
                .flatMap(
                        era ->
                                Combinators.combine(
                                                instants(rule, era - era % rule.windowMillis()),
                                                costs(rule.capacity()))
                                        .as(History.Call::new)
                                        .list()
                                        .ofMaxSize(MOST_CALLS));
    }

    /** Instants that matter to a limit, most within a few windows from a beginning. */
    private static Arbitrary<Long> instants(Rule rule, long begin) {
        long window = rule.windowMillis();
        Arbitrary<Long> nextTo = Arbitraries.longs().between(-1, 1);
        Arbitrary<Long> windowBoundary = Arbitraries.longs().between(0, 5).map(k -> k * window);
        Arbitrary<Long> partBoundary =
                Arbitraries.longs()
                        .between(0, 3L * rule.segments())
                        .map(k -> -Math.floorDiv(-k * window, (long) rule.segments()));
        return Arbitraries.frequencyOf(
                        of(3, Arbitraries.longs().between(0, 3)),
                        of(3, sum(windowBoundary, nextTo)),
                        of(3, sum(partBoundary, nextTo)),
                        of(6, Arbitraries.longs().between(0, 4 * window)),
                        of(1, Arbitraries.longs().between(0, CENTURY)))
                .map(offset -> Math.max(0, begin + offset));
    }

    private static Arbitrary<Long> sum(Arbitrary<Long> one, Arbitrary<Long> other) {
        return Combinators.combine(one, other).as(Long::sum);
    }

    private static History ordered(List<Rule> rules, List<History.Call> calls) {
        return new History(
                rules,
                calls.stream().sorted(Comparator.comparingLong(History.Call::time)).toList());
    }
}
