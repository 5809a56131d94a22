package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.engine.LimiterCalls;
import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.local.LocalCounterStore;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Who peeks is told what a call would be told now, whatever this node has on lease. */
class PeekProperties {

    private static final long START = 1_735_689_600_000L;

    /** One call on a node, after a while. */
    private record Step(int node, long pause, long cost) {}

    @Property(tries = 300)
    void a_node_of_its_own_says_what_it_would_answer(
            @ForAll("strict") Leased leased, @ForAll("steps") List<Step> steps) {
        run(leased, steps, 1, LocalCounterStore::new);
    }

    @Property(tries = 300)
    void a_node_of_its_own_does_so_where_leases_are_configured(
            @ForAll("leased") Leased leased, @ForAll("steps") List<Step> steps) {
        run(leased, steps, 1, LocalCounterStore::new);
    }

    /**
     * Leases that nobody uses are given back in the background. One that comes between the two
     * questions is another call; it does not come again when the history is repeated.
     */
    @Property(tries = 600)
    void a_node_of_a_grid_says_what_it_would_answer(
            @ForAll("leased") Leased leased, @ForAll("steps") List<Step> steps) {
        try {
            run(leased, steps, 3, PeekProperties::grid);
        } catch (AssertionError first) {
            run(leased, steps, 3, PeekProperties::grid);
        }
    }

    private static CounterStore grid(LongSupplier clock) {
        return new Leased.Shared(new LocalCounterStore(clock), 3);
    }

    private static void run(
            Leased leased,
            List<Step> steps,
            int count,
            Function<LongSupplier, CounterStore> stores) {
        AtomicLong clock = new AtomicLong(START);
        CounterStore store = stores.apply(clock::get);
        List<Limiter> nodes =
                Stream.generate(() -> new Limiter(store, Duration.ofMinutes(1)))
                        .limit(count)
                        .toList();
        try {
            for (Step step : steps) {
                clock.addAndGet(step.pause());
                check(nodes.get(step.node() % count), leased.policy(step.cost()));
            }
        } finally {
            nodes.forEach(Limiter::close);
        }
    }

    private static void check(Limiter node, Policy policy) {
        Decision told = node.peek(policy, Leased.KEY);
        Decision done = LimiterCalls.decide(node, policy, Leased.KEY, policy.cost().permits());

        if (told.allowed()) {
            assertThat(done.allowed()).isTrue();
            assertThat(told.retryAfter()).isZero();
            assertThat(done.remaining()).isEqualTo(told.remaining() - policy.cost().permits());
        } else {
            assertThat(done).isEqualTo(told);
        }
    }

    @Provide
    Arbitrary<Leased> strict() {
        return rules().map(rule -> new Leased(rule, Counting.STRICT));
    }

    @Provide
    Arbitrary<Leased> leased() {
        return Combinators.combine(rules(), Arbitraries.of(0L, 2L, 5L, 50L))
                .as(
                        (rule, lease) ->
                                new Leased(
                                        rule,
                                        rule.kind() == Rule.Kind.SLIDING_LOG
                                                ? Counting.STRICT
                                                : lease));
    }

    private static Arbitrary<Rule> rules() {
        return Arbitraries.of(Rule.Kind.class)
                .flatMap(
                        kind ->
                                Combinators.combine(
                                                Arbitraries.longs().between(2, 60),
                                                Arbitraries.of(97L, 1_000L, 5_000L),
                                                Arbitraries.integers().between(2, 7))
                                        .as(
                                                (quota, window, parts) ->
                                                        new Rule(kind, quota, window, parts)));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(0L, 0L, 0L, 1L, 2L, 5L, 13L, 96L, 250L, 501L, 1_000L),
                        Arbitraries.of(1L, 1L, 1L, 2L, 3L))
                .as(Step::new)
                .list()
                .ofMinSize(20)
                .ofMaxSize(150);
    }
}
