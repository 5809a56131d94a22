package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.core.HazelcastInstance;

import io.github.throttled.internal.store.BoardContract;
import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.SharedMaps;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import java.time.Duration;

/** The contract of boards, kept by a client of a grid and a member of it. */
class ClientBoardTest extends BoardContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Grid grid;
    private static HazelcastInstance client;
    private static CounterStore here;
    private static CounterStore there;
    private static CounterStore another;
    private static SharedMaps boardsHere;
    private static SharedMaps boardsThere;
    private static SharedMaps boardsOfAnother;

    @BeforeAll
    static void start() {
        grid = Grid.of(2);
        client = grid.client();
        here = new HazelcastCounterStore(client, "shop");
        there = new HazelcastCounterStore(grid.member(1), "shop");
        another = new HazelcastCounterStore(client, "shop2");
        boardsHere = here.sharedMaps(PATIENCE);
        boardsThere = there.sharedMaps(PATIENCE);
        boardsOfAnother = another.sharedMaps(PATIENCE);
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
        return boardsHere;
    }

    @Override
    protected SharedMaps there() {
        return boardsThere;
    }

    @Override
    protected SharedMaps ofAnotherApplication() {
        return boardsOfAnother;
    }
}
