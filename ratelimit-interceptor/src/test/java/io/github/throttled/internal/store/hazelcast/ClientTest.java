package io.github.throttled.internal.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;

import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.Counters;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A node that is a client of a grid, whose members need not have the application. */
class ClientTest {

    private static final long MEMORY_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Grid grid;
    private HazelcastInstance client;
    private CounterStore store;

    @BeforeEach
    void start() {
        grid = Grid.of(2);
        client = grid.client();
        store = new HazelcastCounterStore(client, "shop");
    }

    @AfterEach
    void stop() {
        store.close();
        client.shutdown();
        grid.close();
    }

    @Test
    void it_gives_the_map_its_configuration_on_every_member() {
        open();

        for (int i = 0; i < 2; i++) {
            MapConfig config =
                    grid.member(i).getConfig().findMapConfig("throttled/shop/policy/256s");
            assertThat(config.getInMemoryFormat()).isEqualTo(InMemoryFormat.BINARY);
            assertThat(config.getMaxIdleSeconds()).isEqualTo(256 + 3_600);
        }
    }

    @Test
    void its_members_are_those_of_the_grid_and_it_is_none() {
        assertThat(store.members()).isEqualTo(2);

        grid.join();

        Grid.await(() -> store.members() == 3);
    }

    @Test
    void it_notices_a_member_that_has_left() {
        Counters counters = open();
        int before = counters.departures();
        assertThat(counters.departures()).isEqualTo(before);

        grid.crash(grid.member(1));

        Grid.await(() -> counters.departures() != before);
    }

    @Test
    void it_keeps_no_counter() {
        Counters counters = open();
        join(counters.compareAndSet("key", null, new long[] {1}));

        assertThat(counters.kept()).isZero();
    }

    @Test
    void its_name_is_the_address_that_it_has_as_a_client() {
        assertThat(store.sharedMaps(PATIENCE).nodeName()).matches("127\\.0\\.0\\.1:\\d+");
    }

    @Test
    void two_clients_have_two_names() {
        HazelcastInstance second = grid.client();
        try (CounterStore other = new HazelcastCounterStore(second, "shop")) {
            assertThat(other.sharedMaps(PATIENCE).nodeName())
                    .isNotEqualTo(store.sharedMaps(PATIENCE).nodeName());
        } finally {
            second.shutdown();
        }
    }

    @Test
    void a_part_of_the_grid_is_the_same_to_it_and_to_a_member() {
        try (CounterStore member = new HazelcastCounterStore(grid.member(0), "shop")) {
            assertThat(store.parts()).isEqualTo(member.parts());
            for (int i = 0; i < 100; i++) {
                assertThat(store.part("key" + i)).isEqualTo(member.part("key" + i));
            }
        }
    }

    @Test
    void a_member_that_crashes_before_it_replies_fails_no_stage() {
        grid.awaitBackups();
        Counters counters = open();
        HazelcastInstance owner = grid.member(1);
        String key = Grid.keysOf(owner, "key").findFirst().orElseThrow();
        IMap<String, long[]> elsewhere = grid.member(0).getMap("throttled/shop/policy/256s");
        elsewhere.lock(key);
        CompletionStage<Boolean> stored = counters.compareAndSet(key, null, new long[] {1});
        Grid.await(ClientTest::isWriteUnderWay);

        grid.crash(owner);
        elsewhere.unlock(key);

        // True if the client had sent it by way of the other member.
        join(stored);
        long[] found = join(counters.get(key));
        assertThat(join(counters.compareAndSet(key, found, new long[] {2}))).isTrue();
    }

    private static boolean isWriteUnderWay() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith(GridThreads.NAME))
                .flatMap(thread -> Stream.of(thread.getValue()))
                .anyMatch(frame -> frame.getClassName().endsWith("InvocationFuture"));
    }

    @Test
    void a_client_that_is_down_fails_every_stage() {
        Counters counters = open();

        client.shutdown();

        assertFails(counters.get("key"));
        assertFails(counters.compareAndSet("key", null, new long[] {1}));
        assertFails(counters.remove("key"));
        assertThat(counters.kept()).isZero();
    }

    private Counters open() {
        return store.counters("policy", MEMORY_MILLIS, 1000);
    }

    private static void assertFails(CompletionStage<?> stage) {
        assertThat(stage.toCompletableFuture()).failsWithin(60, TimeUnit.SECONDS);
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
