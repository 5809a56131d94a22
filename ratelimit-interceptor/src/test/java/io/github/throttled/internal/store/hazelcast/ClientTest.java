package io.github.throttled.internal.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.HazelcastInstance;

import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.Counters;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

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
