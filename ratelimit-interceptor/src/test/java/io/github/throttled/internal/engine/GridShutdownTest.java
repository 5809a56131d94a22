package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;

import io.github.throttled.Decision;
import io.github.throttled.Strategy;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.lease.LeaseSize;
import io.github.throttled.internal.engine.lease.Leases;
import io.github.throttled.internal.store.hazelcast.Grid;
import io.github.throttled.internal.store.hazelcast.HazelcastCounterStore;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** A server that ends its grid before it stops the application, as Payara does. */
class GridShutdownTest {

    private static final Duration GENEROUS = Duration.ofMinutes(1);
    private static final int QUOTA = 1_000;
    private static final int LEASE = 100;
    private static final List<String> KEYS =
            IntStream.range(0, 20).mapToObj(i -> "user:" + i).toList();

    private final Policy policy =
            Policies.of(
                    "leased",
                    new Counting(
                            Strategy.FIXED_WINDOW, 0, 0, Duration.ZERO, LEASE, ZoneId.of("UTC")),
                    new Limit(QUOTA, Duration.ofDays(365)));

    @Test
    void what_was_taken_ahead_goes_back_before_the_grid_has_gone() {
        try (Grid grid = Grid.of(2);
                Limiter ending = limiterOn(grid.member(0));
                Limiter other = limiterOn(grid.member(1))) {
            KEYS.forEach(
                    key -> assertThat(ending.enforcer(policy).acquire(key, 1).allowed()).isTrue());

            grid.member(0).shutdown();

            assertThat(KEYS.stream().map(key -> other.peek(policy, key).remaining()))
                    .containsOnly(QUOTA - 1L);
        }
    }

    @Test
    void a_node_whose_grid_has_gone_still_has_no_more_than_its_share() {
        Policy fair = Policies.onFailure(OnStoreFailure.LOCAL, Policies.perMinute(30));
        try (Grid grid = Grid.of(3);
                Limiter ending = limiterOn(grid.member(0));
                Limiter other = limiterOn(grid.member(1))) {
            // As at deployment.
            ending.enforcer(fair);
            admitted(other, fair, 30);

            grid.member(0).shutdown();

            assertThat(admitted(ending, fair, 40)).isEqualTo(10);
        }
    }

    private static long admitted(Limiter limiter, Policy policy, int calls) {
        return IntStream.range(0, calls)
                .filter(call -> LimiterCalls.decide(limiter, policy, "user:1", 1).allowed())
                .count();
    }

    @Test
    void what_an_operation_brings_that_is_under_way_goes_back_too() {
        ManualStore store = new ManualStore();
        try (Limiter ending = new Limiter(store, GENEROUS)) {
            CompletionStage<Decision> call = LimiterCalls.decideAsync(ending, policy, "user:1", 1);
            store.next().answer();

            CompletableFuture<Void> stopped = ending.enforcer(policy).limiter().stop();
            store.answerEverything();

            stopped.join();
            assertThat(call.toCompletableFuture().join().allowed()).isTrue();
            long now = store.nowMillis();
            assertThat(policy.toLimits().open(store.stored("user:1"), now).remaining())
                    .isEqualTo(QUOTA - 1L);
        }
    }

    @Test
    void nothing_more_is_taken_ahead() {
        Leases leases = new Leases(LeaseSize.of(LEASE), 1, new ManualStore());
        long now = Policies.START;
        LeaseSize.Demand demand = new LeaseSize.Demand(null, 1, now - 1_000, now);
        assertThat(leases.take(policy.toLimits().open(null, now), demand)).isNotNull();

        leases.close(now, (key, unused) -> {});

        assertThat(leases.take(policy.toLimits().open(null, now), demand)).isNull();
    }

    private static Limiter limiterOn(HazelcastInstance member) {
        return new Limiter(new HazelcastCounterStore(member, "shop"), GENEROUS);
    }
}
