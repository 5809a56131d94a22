package io.github.throttled.internal.engine;

import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.hazelcast.Grid;
import io.github.throttled.internal.store.hazelcast.HazelcastCounterStore;
import io.github.throttled.internal.store.local.LocalCounterStore;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whatever threads do at once, they get the answers of some order in which nothing is at once.
 * Lincheck makes up what they do, runs it many times, and looks for that order.
 *
 * <p>What a node leaves to others is as the documentation says, and so no part of this: that
 * another node gives back shows within a second, and not at once.
 */
@Timeout(600)
class LinearizabilityTest {

    private static final Policy POLICY = withRoom(Policies.perMinute(2));

    /**
     * When everything happens. It is ahead of the grid's own clock, by which members remove
     * counters that have not changed for a window.
     */
    private static final long AHEAD = Policies.START + Duration.ofDays(36_525).toMillis();

    /** Each run has keys of its own, so that all can use one limiter. */
    private static final AtomicInteger RUNS = new AtomicInteger();

    private static Limiter here;
    private static Limiter there;

    public static final class OneAfterTheOther extends SequentialLimiter {

        public OneAfterTheOther() {
            super(POLICY);
        }
    }

    public static final class Alone extends LimiterOperations {

        public Alone() {
            super(here, POLICY, RUNS.incrementAndGet() + "/");
        }
    }

    public static final class InACluster extends LimiterOperations {

        public InACluster() {
            super(here, POLICY, RUNS.incrementAndGet() + "/");
        }

        @Operation
        public boolean peek(@Param(name = "key") int key) {
            return limiter.peek(policy, run + key).allowed();
        }
    }

    @Param(name = "permits", gen = IntGen.class, conf = "1:2")
    public static final class OnBothNodes {

        private final String key = Integer.toString(RUNS.incrementAndGet());

        @Operation
        public boolean takeHere(@Param(name = "permits") int permits) {
            return LimiterCalls.decide(here, POLICY, key, permits).allowed();
        }

        @Operation
        public boolean takeThere(@Param(name = "permits") int permits) {
            return LimiterCalls.decide(there, POLICY, key, permits).allowed();
        }

        @Operation
        public boolean peekHere() {
            return here.peek(POLICY, key).allowed();
        }

        @Operation
        public boolean peekThere() {
            return there.peek(POLICY, key).allowed();
        }
    }

    public static final class OnOneNode extends SequentialLimiter {

        public OnOneNode() {
            super(POLICY);
        }

        public boolean takeHere(int permits) {
            return take(0, permits);
        }

        public boolean takeThere(int permits) {
            return take(0, permits);
        }

        public boolean peekHere() {
            return peek(0);
        }

        public boolean peekThere() {
            return peek(0);
        }
    }

    @Test
    void a_node_with_counters_of_its_own() {
        here = limiter(new LocalCounterStore(() -> Policies.START));
        try {
            histories(20, 200).sequentialSpecification(OneAfterTheOther.class).check(Alone.class);
        } finally {
            here.close();
        }
    }

    @Test
    void nodes_with_counters_in_the_grid() {
        try (Grid grid = Grid.of(2)) {
            here = limiterOn(grid, 0);
            there = limiterOn(grid, 1);
            histories(10, 50)
                    .sequentialSpecification(OneAfterTheOther.class)
                    .check(InACluster.class);
            histories(10, 50).sequentialSpecification(OnOneNode.class).check(OnBothNodes.class);
            here.close();
            there.close();
        }
    }

    private static StressOptions histories(int count, int runs) {
        return new StressOptions()
                .iterations(count)
                .invocationsPerIteration(runs)
                .minimizeFailedScenario(false)
                .threads(2)
                .actorsPerThread(4);
    }

    private static Limiter limiterOn(Grid grid, int member) {
        return limiter(
                new ProbedStore(
                        new HazelcastCounterStore(grid.member(member), "shop"),
                        new AtomicLong(AHEAD)));
    }

    private static Limiter limiter(CounterStore store) {
        return new Limiter(store, Duration.ofMinutes(1));
    }

    /** So that nothing is forgotten, however many runs there are. */
    private static Policy withRoom(Policy policy) {
        return new Policy(
                policy.name(),
                policy.limits(),
                policy.counting(),
                policy.key(),
                policy.cost(),
                policy.scope(),
                policy.onStoreFailure(),
                1_000_000);
    }
}
