package io.github.throttled.internal.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.map.IMap;
import com.hazelcast.spi.exception.TargetDisconnectedException;

import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.Grant;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.engine.LimiterCalls;
import io.github.throttled.internal.engine.Policies;
import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.Counters;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A member that a client asks closes the connection before it replies. */
class BlockingCountersTest {

    private static final Set<String> WRITES = Set.of("replace", "putIfAbsent");
    private static final long[] ONE = {1};
    private static final long[] TWO = {2};

    private static Grid grid;

    private final String key = "user:" + UUID.randomUUID();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CounterStore store =
            new HazelcastCounterStore(ForeignInstance.of(grid.member(0), this::before), "shop");
    private final Counters counters = store.counters("policy", 60_000, 1000);

    /** What happens to the next write; null for nothing. */
    private volatile Consumer<IMap<String, long[]>> next;

    @BeforeAll
    static void start() {
        grid = Grid.of(1);
    }

    @AfterAll
    static void stop() {
        grid.close();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void before(String map, String method) {
        asked.add(method);
        Consumer<IMap<String, long[]>> write = next;
        if (write != null && WRITES.contains(method)) {
            next = null;
            write.accept(grid.member(0).getMap(map));
            throw new TargetDisconnectedException("the member closes the connection");
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(longs = 1)
    void a_write_that_is_not_done_can_be_tried_again(Long stored) {
        long[] expected = stored == null ? null : new long[] {stored};
        if (expected != null) {
            join(counters.compareAndSet(key, null, expected));
        }
        next = map -> {};

        assertThat(join(counters.compareAndSet(key, expected, TWO))).isFalse();

        assertThat(join(counters.get(key))).isEqualTo(expected);
        assertThat(join(counters.compareAndSet(key, expected, TWO))).isTrue();
        assertThat(join(counters.get(key))).isEqualTo(TWO);
    }

    @Test
    void a_write_that_is_done_is_found_by_the_next_read() {
        next = map -> map.put(key, ONE);

        assertThat(join(counters.compareAndSet(key, null, ONE))).isFalse();

        assertThat(join(counters.get(key))).isEqualTo(ONE);
    }

    @Test
    void whoever_sent_it_learns_that_it_may_be_done() {
        int before = counters.departures();
        next = map -> {};

        join(counters.compareAndSet(key, null, ONE));

        assertThat(counters.departures()).isNotEqualTo(before);
    }

    @Test
    void the_answer_is_one_of_the_grid() {
        next = map -> {};
        asked.clear();

        join(counters.compareAndSet(key, null, ONE));

        assertThat(asked).containsSubsequence("putIfAbsent", "containsKey");
    }

    @Test
    void the_grid_goes_on_deciding() {
        Policy policy = Policies.onFailure(OnStoreFailure.LOCAL, Policies.perMinute(10));
        try (Limiter limiter = new Limiter(store, Duration.ofMinutes(1))) {
            assertThat(LimiterCalls.acquire(limiter, policy, key, 1).isOfStore()).isTrue();
            next = map -> {};

            Grant grant = LimiterCalls.acquire(limiter, policy, key, 1);

            assertThat(next).isNull();
            assertThat(grant.isOfStore()).isTrue();
            assertThat(grant.decision().remaining()).isEqualTo(8);
        }
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
