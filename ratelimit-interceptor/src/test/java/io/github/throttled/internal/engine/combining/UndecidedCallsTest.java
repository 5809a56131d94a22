package io.github.throttled.internal.engine.combining;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Strategy;
import io.github.throttled.internal.algorithm.BanRule;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.Enforcer;
import io.github.throttled.internal.engine.Grant;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.engine.Policies;
import io.github.throttled.internal.store.hazelcast.Grid;
import io.github.throttled.internal.store.hazelcast.HazelcastCounterStore;
import io.github.throttled.internal.store.local.LocalCounterStore;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Calls of which it is known only when they end whether they cost. */
class UndecidedCallsTest {

    private static final String KEY = "ip:192.0.2.1";
    private static final long MOST = 20;

    private enum Step {
        BEGIN,
        END_AT_NO_COST,
        END_AT_COST
    }

    private final AtomicLong clock = new AtomicLong(Policies.START);

    @Provide
    Arbitrary<List<Step>> steps() {
        return Arbitraries.of(Step.BEGIN, Step.BEGIN, Step.END_AT_NO_COST, Step.END_AT_COST)
                .list()
                .ofMinSize(1)
                .ofMaxSize(200);
    }

    @Property(tries = 300)
    void no_more_cost_than_the_quota_or_the_bound(
            @ForAll("steps") List<Step> steps,
            @ForAll @IntRange(min = 1, max = 30) int quota,
            @ForAll @IntRange(min = 1, max = 30) int most) {
        try (Limiter limiter = local()) {
            Enforcer enforcer = limiter.enforcer(Policies.perMinute(quota));
            List<Grant> open = new ArrayList<>();
            int cost = 0;
            for (Step step : steps) {
                if (step == Step.BEGIN) {
                    Grant grant = enforcer.begin(KEY, 1, most);
                    if (grant.allowed()) {
                        open.add(grant);
                    }
                } else if (!open.isEmpty()) {
                    Grant ended = open.remove(0);
                    cost += end(ended, step == Step.END_AT_COST);
                }
                assertThat(cost + open.size()).isLessThanOrEqualTo(Math.max(quota, most));
            }
            open.forEach(Grant::giveBack);
            // What is not under way any more is in nobody's way.
            assertThat(enforcer.begin(KEY, 1, most).allowed()).isEqualTo(cost < quota);
        }
    }

    @Test
    void calls_that_cost_nothing_are_in_nobodys_way() {
        try (Limiter limiter = local()) {
            Enforcer enforcer = limiter.enforcer(Policies.perMinute(5));
            for (int i = 0; i < 6; i++) {
                List<Grant> together = begin(enforcer, 10);
                assertThat(together).allMatch(Grant::allowed);
                together.forEach(Grant::giveBack);
            }
            List<Grant> slow = begin(enforcer, 10);

            assertThat(begin(enforcer, 10)).allMatch(Grant::allowed);
            assertThat(slow).allMatch(Grant::isUndecided);
            assertThat(limiter.peek(Policies.perMinute(5), KEY).remaining()).isEqualTo(5);
        }
    }

    @Test
    void as_many_as_are_under_way_when_the_quota_is_used_may_cost_more_than_it() {
        try (Limiter limiter = local()) {
            Enforcer enforcer = limiter.enforcer(Policies.perMinute(5));
            List<Grant> guesses = begin(enforcer, 100).stream().filter(Grant::allowed).toList();
            assertThat(guesses).hasSize((int) MOST);

            guesses.forEach(Grant::charge);

            assertThat(guesses.get(guesses.size() - 1).decision().remaining()).isZero();
            assertThat(begin(enforcer, 100)).noneMatch(Grant::allowed);
            clock.addAndGet(Policies.WINDOW.toMillis());
            assertThat(enforcer.begin(KEY, 1, MOST).allowed()).isTrue();
        }
    }

    @Test
    void what_is_over_the_quota_is_charged_and_delays_the_next_call_where_the_strategy_remembers() {
        Policy sliding =
                Policies.of(
                        "sliding",
                        new Counting(Strategy.SLIDING_WINDOW),
                        new Limit(5, Policies.WINDOW));
        try (Limiter limiter = local()) {
            Enforcer enforcer = limiter.enforcer(sliding);
            begin(enforcer, 20).forEach(Grant::charge);

            clock.addAndGet(Policies.WINDOW.toMillis());

            assertThat(enforcer.begin(KEY, 1, MOST).allowed()).isFalse();
        }
    }

    @Test
    void too_many_at_once_are_told_to_come_again_soon() {
        try (Limiter limiter = local()) {
            Enforcer enforcer = limiter.enforcer(Policies.perMinute(5));
            begin(enforcer, (int) MOST);

            Grant rejected = enforcer.begin(KEY, 1, MOST);

            assertThat(rejected.allowed()).isFalse();
            assertThat(rejected.decision().retryAfter()).isEqualTo(Duration.ofSeconds(1));
            assertThat(enforcer.begin("ip:192.0.2.2", 1, MOST).allowed()).isTrue();
        }
    }

    @Test
    void a_call_is_charged_once_and_only_if_it_gave_nothing_back() {
        try (Limiter limiter = local()) {
            Enforcer enforcer = limiter.enforcer(Policies.perMinute(5));
            Grant charged = enforcer.begin(KEY, 2, MOST);
            charged.charge();
            charged.charge();
            charged.giveBack();
            Grant free = enforcer.begin(KEY, 2, MOST);
            free.giveBack();
            free.charge();

            assertThat(charged.decision().remaining()).isEqualTo(3);
            assertThat(limiter.peek(Policies.perMinute(5), KEY).remaining()).isEqualTo(3);
        }
    }

    @Test
    void who_is_rejected_again_and_again_is_banned() {
        Policy banning = Policies.banning(1, new BanRule(2, 600_000));
        try (Limiter limiter = local()) {
            Enforcer enforcer = limiter.enforcer(banning);
            enforcer.begin(KEY, 1, MOST).charge();
            enforcer.begin(KEY, 1, MOST);
            enforcer.begin(KEY, 1, MOST);

            clock.addAndGet(Policies.WINDOW.toMillis());

            assertThat(enforcer.begin(KEY, 1, MOST).allowed()).isFalse();
        }
    }

    @Test
    void two_nodes_count_together() {
        Policy policy = Policies.perYear(10);
        try (Grid grid = Grid.of(2);
                Limiter one = on(grid, 0);
                Limiter two = on(grid, 1)) {
            AtomicInteger cost = new AtomicInteger();
            for (int i = 0; i < 40; i++) {
                Grant grant = (i % 2 == 0 ? one : two).enforcer(policy).begin(KEY, 1, MOST);
                cost.addAndGet(grant.allowed() ? end(grant, true) : 0);
            }
            assertThat(cost).hasValue(10);
        }
    }

    @Test
    void many_threads_of_two_nodes_never_cost_more_than_the_bound_of_each() {
        Policy policy = Policies.perYear(10);
        try (Grid grid = Grid.of(2);
                Limiter one = on(grid, 0);
                Limiter two = on(grid, 1)) {
            List<CompletableFuture<Integer>> guessers =
                    Stream.of(one, two)
                            .flatMap(
                                    node ->
                                            IntStream.range(0, 8)
                                                    .mapToObj(i -> guess(node, policy)))
                            .toList();
            int cost =
                    guessers.stream().mapToInt(g -> g.orTimeout(60, TimeUnit.SECONDS).join()).sum();

            assertThat(cost).isBetween(10, 2 * 16);
            assertThat(one.peek(policy, KEY).allowed()).isFalse();
        }
    }

    private static CompletableFuture<Integer> guess(Limiter node, Policy policy) {
        return CompletableFuture.supplyAsync(
                () -> {
                    int cost = 0;
                    for (int i = 0; i < 20; i++) {
                        Grant grant = node.enforcer(policy).begin(KEY, 1, MOST);
                        cost += grant.allowed() ? end(grant, true) : 0;
                    }
                    return cost;
                },
                task -> new Thread(task).start());
    }

    private static int end(Grant grant, boolean costs) {
        if (costs) {
            grant.charge();
            return 1;
        }
        grant.giveBack();
        return 0;
    }

    private static List<Grant> begin(Enforcer enforcer, int calls) {
        return Stream.generate(() -> enforcer.begin(KEY, 1, MOST)).limit(calls).toList();
    }

    private Limiter local() {
        return new Limiter(new LocalCounterStore(clock::get), Duration.ofMinutes(1));
    }

    private static Limiter on(Grid grid, int member) {
        return new Limiter(
                new HazelcastCounterStore(grid.member(member), "shop"), Duration.ofMinutes(1));
    }
}
