package io.github.throttled.store.hazelcast;

import com.hazelcast.core.HazelcastInstance;

import io.github.throttled.store.BoardContract;
import io.github.throttled.store.Boards;
import io.github.throttled.store.CounterStore;

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
    private static Boards boardsHere;
    private static Boards boardsThere;
    private static Boards boardsOfAnother;

    @BeforeAll
    static void start() {
        grid = Grid.of(2);
        client = grid.client();
        here = new HazelcastCounterStore(client, "shop");
        there = new HazelcastCounterStore(grid.member(1), "shop");
        another = new HazelcastCounterStore(client, "shop2");
        boardsHere = here.boards(PATIENCE);
        boardsThere = there.boards(PATIENCE);
        boardsOfAnother = another.boards(PATIENCE);
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
    protected Boards here() {
        return boardsHere;
    }

    @Override
    protected Boards there() {
        return boardsThere;
    }

    @Override
    protected Boards ofAnotherApplication() {
        return boardsOfAnother;
    }
}
