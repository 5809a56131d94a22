package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

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

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Nodes that take permits before they need them admit no call that the strategy's definition would
 * not: the oracle knows nothing of leases, only when calls were admitted.
 */
class LeaseProperties {

    private static final long START = 1_735_689_600_000L;
    private static final int NODES = 3;

    /** One call on a node, after a while. */
    private record Step(int node, long pause, long cost) {}

    @Property(tries = 300)
    void no_call_is_admitted_that_the_definition_would_not(
            @ForAll("leased") Leased leased, @ForAll("steps") List<Step> steps) {
        AtomicLong clock = new AtomicLong(START);
        Policy policy = leased.policy();
        Definition definition = leased.rule().definition();
        List<Definition.Grant> history = new ArrayList<>();
        CounterStore store = grid(clock);
        List<Limiter> nodes =
                Stream.generate(() -> new Limiter(store, Duration.ofMinutes(1)))
                        .limit(NODES)
                        .toList();
        for (Step step : steps) {
            long now = clock.addAndGet(step.pause());
            if (nodes.get(step.node())
                    .enforcer(policy)
                    .acquire(Leased.KEY, step.cost())
                    .allowed()) {
                history.add(new Definition.Grant(now, step.cost()));
                BigInteger most =
                        BigInteger.valueOf(leased.rule().capacity())
                                .multiply(definition.scale())
                                .add(definition.tolerance());
                assertThat(definition.load(history, now)).isLessThanOrEqualTo(most);
            }
        }
        nodes.forEach(Limiter::close);
    }

    /**
     * The other way round: what is not on lease elsewhere is not refused. (A node of a grid writes
     * off what may have drained from a bucket, and cannot know that it has not.)
     */
    @Property(tries = 200)
    void a_node_alone_refuses_nothing_that_it_would_not_without_leases(
            @ForAll("leasedWindows") Leased leased, @ForAll("steps") List<Step> steps) {
        AtomicLong clock = new AtomicLong(START);
        Policy policy = leased.policy();
        Policy strict = new Leased(leased.rule(), Counting.STRICT).policy();
        try (Limiter ahead = new Limiter(grid(clock, 1), Duration.ofMinutes(1));
                Limiter one =
                        new Limiter(new LocalCounterStore(clock::get), Duration.ofMinutes(1))) {
            for (Step step : steps) {
                clock.addAndGet(step.pause());
                assertThat(ahead.enforcer(policy).acquire(Leased.KEY, step.cost()).allowed())
                        .isEqualTo(one.enforcer(strict).acquire(Leased.KEY, step.cost()).allowed());
            }
        }
    }

    /** A node that counts for itself decides on a shorter road, and says the same on it. */
    @Property(tries = 300)
    void a_store_of_a_node_s_own_answers_as_one_that_is_shared(
            @ForAll("leased") Leased leased, @ForAll("steps") List<Step> steps) {
        AtomicLong clock = new AtomicLong(START);
        Policy policy = new Leased(leased.rule(), Counting.STRICT).policy();
        try (Limiter own = new Limiter(new LocalCounterStore(clock::get), Duration.ofMinutes(1));
                Limiter shared = new Limiter(grid(clock), Duration.ofMinutes(1))) {
            for (Step step : steps) {
                clock.addAndGet(step.pause());
                assertThat(LimiterCalls.decide(own, policy, Leased.KEY, step.cost()))
                        .isEqualTo(LimiterCalls.decide(shared, policy, Leased.KEY, step.cost()));
            }
        }
    }

    @Provide
    Arbitrary<Leased> leased() {
        return leased(
                Rule.Kind.FIXED_WINDOW,
                Rule.Kind.SLIDING_WINDOW,
                Rule.Kind.SEGMENTED_WINDOW,
                Rule.Kind.TOKEN_BUCKET,
                Rule.Kind.LEAKY_BUCKET);
    }

    @Provide
    Arbitrary<Leased> leasedWindows() {
        return leased(Rule.Kind.FIXED_WINDOW, Rule.Kind.SLIDING_WINDOW, Rule.Kind.SEGMENTED_WINDOW);
    }

    private static Arbitrary<Leased> leased(Rule.Kind... kinds) {
        Arbitrary<Rule> rules =
                Arbitraries.of(kinds)
                        .flatMap(
                                kind ->
                                        Combinators.combine(
                                                        Arbitraries.longs().between(2, 60),
                                                        Arbitraries.of(10L, 97L, 1_000L),
                                                        Arbitraries.integers().between(2, 7))
                                                .as(
                                                        (quota, window, parts) ->
                                                                new Rule(
                                                                        kind, quota, window,
                                                                        parts)));
        return Combinators.combine(rules, Arbitraries.of(0L, 2L, 5L, 50L)).as(Leased::new);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, NODES - 1),
                        Arbitraries.of(0L, 0L, 0L, 1L, 2L, 5L, 13L, 96L, 250L, 1_000L),
                        Arbitraries.of(1L, 1L, 1L, 2L, 3L))
                .as(Step::new)
                .list()
                .ofMinSize(20)
                .ofMaxSize(150);
    }

    private static CounterStore grid(AtomicLong clock) {
        return grid(clock, NODES);
    }

    private static CounterStore grid(AtomicLong clock, int nodes) {
        return new Leased.Shared(new LocalCounterStore(clock::get), nodes);
    }
}
