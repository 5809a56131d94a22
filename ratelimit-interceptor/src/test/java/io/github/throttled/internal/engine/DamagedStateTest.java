package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.map.IMap;

import io.github.throttled.Decision;
import io.github.throttled.LogCapture;
import io.github.throttled.Strategy;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.combining.DamageReport;
import io.github.throttled.internal.store.hazelcast.Grid;
import io.github.throttled.internal.store.hazelcast.HazelcastCounterStore;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;

/** Something has put into the grid's maps what is no counter, or damaged what was one. */
class DamagedStateTest {

    private static final long QUOTA = 5;
    private static final int RANDOM_STATES = 200;

    private static final AtomicLong CLOCK = new AtomicLong(Policies.START);
    private static Grid grid;
    private static Limiter here;
    private static Limiter there;

    @BeforeAll
    static void start() {
        grid = Grid.of(2);
        here = limiterOn(0);
        there = limiterOn(1);
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
        grid.close();
    }

    @Test
    void what_is_no_counter_counts_as_none() {
        List<Object> foreign = new ArrayList<>(List.of("a text", 42, new byte[3], new int[] {1}));
        foreign.addAll(List.of(new long[0], new long[] {7}, new long[] {-1, -1, -1}));
        foreign.add(new Date(0));
        for (Policy policy : Policies.ofEveryStrategy(QUOTA).toList()) {
            IMap<String, Object> map = mapOf(policy);
            for (int i = 0; i < foreign.size(); i++) {
                map.put("debris" + i, foreign.get(i));

                assertThat(admitted("debris" + i, policy))
                        .as("%s instead of a counter of %s", foreign.get(i), policy.name())
                        .isEqualTo(QUOTA);
                assertThat(map.get("debris" + i)).isInstanceOf(long[].class);
            }
        }
    }

    @Test
    void whatever_numbers_are_there_the_answers_are_possible() {
        Random random = new Random(1);
        for (Policy policy : Policies.ofEveryStrategy(QUOTA).toList()) {
            IMap<String, Object> map = mapOf(policy);
            for (int i = 0; i < RANDOM_STATES; i++) {
                LimiterCalls.decide(here, policy, "random", 1);
                long[] state = damaged((long[]) map.get("random"), random);
                map.put("random", state);

                Decision decision =
                        LimiterCalls.decide(i % 2 == 0 ? here : there, policy, "random", 1);

                assertThat(decision.remaining()).isBetween(0L, QUOTA);
                assertThat(decision.retryAfter())
                        .isLessThanOrEqualTo(Policies.WINDOW.multipliedBy(5));
            }
        }
    }

    @Test
    void one_line_tells_of_it_without_the_key() {
        Policy policy =
                Policies.of(
                        "told",
                        new Counting(Strategy.FIXED_WINDOW),
                        new Limit(QUOTA, Policies.WINDOW));
        IMap<String, Object> map = mapOf(policy);
        try (LogCapture log = LogCapture.of(DamageReport.class)) {
            for (int i = 0; i < 10; i++) {
                map.put("user:alice" + i, "debris");
                LimiterCalls.decide(here, policy, "user:alice" + i, 1);
                LimiterCalls.decide(here, policy, "user:alice" + i, QUOTA + 1);
            }

            assertThat(log.size()).isEqualTo(1);
            assertThat(log.lines(Level.WARNING))
                    .singleElement()
                    .asString()
                    .startsWith("A counter of policy told cannot be read")
                    .doesNotContain("alice");
        }
    }

    private static long admitted(String key, Policy policy) {
        long admitted = 0;
        for (int i = 0; i < 2 * QUOTA; i++) {
            admitted +=
                    LimiterCalls.decide(i % 2 == 0 ? here : there, policy, key, 1).allowed()
                            ? 1
                            : 0;
        }
        return admitted;
    }

    private static long[] damaged(long[] state, Random random) {
        long[] damaged = Arrays.copyOf(state, Math.max(0, state.length + random.nextInt(5) - 2));
        for (int i = 0; i < damaged.length; i++) {
            if (random.nextInt(3) == 0) {
                long any = random.nextLong() >>> random.nextInt(64);
                damaged[i] = random.nextInt(4) == 0 ? -any : any;
            }
        }
        return damaged;
    }

    /** The map where the policy's counters are, which its first call creates. */
    private static IMap<String, Object> mapOf(Policy policy) {
        LimiterCalls.decide(here, policy, "first", 1);
        String prefix = "throttled/shop/" + policy.name() + "/";
        return grid.member(0).getDistributedObjects().stream()
                .filter(object -> object.getName().startsWith(prefix))
                .map(object -> grid.member(0).<String, Object>getMap(object.getName()))
                .findFirst()
                .orElseThrow();
    }

    private static Limiter limiterOn(int member) {
        return new Limiter(
                new ProbedStore(new HazelcastCounterStore(grid.member(member), "shop"), CLOCK),
                Duration.ofMinutes(1));
    }
}
