package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.core.HazelcastInstance;

import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.SharedMapContract;
import io.github.throttled.internal.store.SharedMaps;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import java.time.Duration;

/** The contract of boards, kept by a client of a grid and a member of it. */
class ClientSharedMapTest extends SharedMapContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Grid grid;
    private static HazelcastInstance client;
    private static CounterStore here;
    private static CounterStore there;
    private static CounterStore another;
    private static SharedMaps mapsHere;
    private static SharedMaps mapsThere;
    private static SharedMaps mapsOfAnother;

    @BeforeAll
    static void start() {
        grid = Grid.of(2);
        client = grid.client();
        here = new HazelcastCounterStore(client, "shop");
        there = new HazelcastCounterStore(grid.member(1), "shop");
        another = new HazelcastCounterStore(client, "shop2");
        mapsHere = here.sharedMaps(PATIENCE);
        mapsThere = there.sharedMaps(PATIENCE);
        mapsOfAnother = another.sharedMaps(PATIENCE);
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
        another.close();
        client.shutdown();
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
}
