package io.github.throttled.internal.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.map.IMap;
import com.hazelcast.map.impl.MapService;

import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.SharedMap;
import io.github.throttled.internal.store.SharedMapContract;
import io.github.throttled.internal.store.SharedMaps;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The contract of boards, kept by members of a grid; and what only a grid can do to them. */
class HazelcastSharedMapTest extends SharedMapContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Nobody here waits for so long, or the test fails. */
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private static Grid grid;
    private static CounterStore here;
    private static CounterStore there;
    private static CounterStore another;
    private static SharedMaps mapsHere;
    private static SharedMaps mapsThere;
    private static SharedMaps mapsOfAnother;

    @BeforeAll
    static void start() {
        grid = Grid.of(2);
        here = new HazelcastCounterStore(grid.member(0), "shop");
        there = new HazelcastCounterStore(grid.member(1), "shop");
        another = new HazelcastCounterStore(grid.member(0), "shop2");
        mapsHere = here.sharedMaps(PATIENCE);
        mapsThere = there.sharedMaps(PATIENCE);
        mapsOfAnother = another.sharedMaps(PATIENCE);
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
        another.close();
        grid.close();
    }

    @Override
    protected SharedMaps here() {
        return mapsHere;
    }

    @Override
    protected SharedMaps there() {
        return mapsThere;
    }

    @Override
    protected SharedMaps ofAnotherApplication() {
        return mapsOfAnother;
    }

    @Test
    void what_somebody_else_has_put_into_the_map_is_not_on_it() {
        String name = name();
        SharedMap<String> sharedMap = mapsHere.texts(name, Duration.ZERO);
        sharedMap.put("a", "1");
        IMap<Object, Object> map = grid.member(1).getMap("throttled/shop/+texts/" + name + "/0s");

        map.put("b", 2L);
        map.put(3, "c");

        assertThat(sharedMap.all()).containsOnlyKeys("a");
    }

    @Test
    void what_nobody_can_read_keeps_nothing_else_away() {
        String name = name();
        SharedMap<String> sharedMap = mapsHere.texts(name, Duration.ZERO);
        sharedMap.put("a", "1");
        IMap<Object, Object> map = grid.member(1).getMap("throttled/shop/+texts/" + name + "/0s");

        map.put("b", new Unreadable());
        map.put(new Unreadable(), "c");

        assertThat(sharedMap.all()).containsOnly(Map.entry("a", "1"));
    }

    /** Like an object of a class that nobody here has. */
    private static final class Unreadable implements Serializable {

        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) throws IOException {
            throw new InvalidObjectException("nobody can read this");
        }
    }

    @Test
    void two_members_of_four_can_crash_and_nothing_is_lost() {
        try (Grid four = Grid.of(4);
                CounterStore store = new HazelcastCounterStore(four.member(0), "shop")) {
            SharedMap<long[]> sharedMap = store.sharedMaps(PATIENCE).numbers(name(), Duration.ZERO);
            Map<String, long[]> all =
                    IntStream.range(0, 100)
                            .boxed()
                            .collect(Collectors.toMap(i -> "key-" + i, i -> new long[] {i}));
            four.awaitBackups();
            sharedMap.putAll(all);
            // A busy machine may move partitions once more, whose copies follow.
            four.awaitBackups();

            HazelcastInstance third = four.member(2);
            HazelcastInstance fourth = four.member(3);
            third.getLifecycleService().terminate();
            fourth.getLifecycleService().terminate();

            Grid.await(() -> four.member(0).getCluster().getMembers().size() == 2);
            assertThat(sharedMap.all()).hasSameSizeAs(all);
        }
    }

    @Test
    void nobody_listens_any_more_when_the_store_is_closed() {
        String name = name();
        CounterStore leaving = new HazelcastCounterStore(grid.member(1), "shop");
        leaving.sharedMaps(PATIENCE)
                .texts(name, Duration.ZERO)
                .onChange(
                        () -> {
                            throw new AssertionError("it is closed");
                        });
        IMap<String, String> map = grid.member(1).getMap("throttled/shop/+texts/" + name + "/0s");

        leaving.close();

        assertThat(listeners(grid.member(0), map.getName())).isZero();
        assertThat(listeners(grid.member(1), map.getName())).isZero();
    }

    @Test
    void a_grid_that_stands_still_makes_nobody_wait_for_longer_than_he_has_patience()
            throws Exception {
        try (Grid one = Grid.of(1);
                OtherProcess other = one.joinInAnotherProcess();
                CounterStore store = new HazelcastCounterStore(one.member(0), "shop")) {
            one.awaitBackups();
            SharedMap<String> sharedMap =
                    store.sharedMaps(Duration.ofMillis(100)).texts(name(), Duration.ZERO);
            other.stop();

            try {
                assertThatIllegalStateException()
                        .isThrownBy(sharedMap::all)
                        .withMessageContaining("does not answer in 100 ms");
            } finally {
                other.resume();
            }
        }
    }

    @Test
    void who_gives_up_waits_no_longer() throws Exception {
        try (Grid one = Grid.of(1);
                OtherProcess other = one.joinInAnotherProcess();
                CounterStore store = new HazelcastCounterStore(one.member(0), "shop")) {
            one.awaitBackups();
            SharedMap<String> sharedMap = store.sharedMaps(FOR_EVER).texts(name(), Duration.ZERO);
            AtomicInteger looks = new AtomicInteger();
            other.stop();

            try {
                assertThatIllegalStateException()
                        .isThrownBy(() -> sharedMap.all(() -> looks.incrementAndGet() > 2))
                        .withMessageContaining("known not to answer");
            } finally {
                other.resume();
            }
            assertThat(looks).hasValueGreaterThan(2);
        }
    }

    @Test
    void what_is_given_up_from_the_beginning_is_not_asked_for() {
        assertThatIllegalStateException()
                .isThrownBy(() -> mapsHere.texts(name(), Duration.ZERO).all(() -> true))
                .withMessageContaining("known not to answer");
    }

    private static String name() {
        return "board-" + UUID.randomUUID();
    }

    private static int listeners(HazelcastInstance member, String map) {
        var node = ((HazelcastInstanceProxy) member).getOriginal().node;
        return node.getNodeEngine()
                .getEventService()
                .getRegistrations(MapService.SERVICE_NAME, map)
                .size();
    }
}
