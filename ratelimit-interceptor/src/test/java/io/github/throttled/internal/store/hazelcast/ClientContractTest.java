package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.core.HazelcastInstance;

import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.CounterStoreContract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract of every store, kept by a client of a grid and a member of it. */
class ClientContractTest extends CounterStoreContract {

    private static Grid grid;
    private static HazelcastInstance client;
    private static CounterStore here;
    private static CounterStore there;
    private static CounterStore ofAnotherApplication;

    @BeforeAll
    static void start() {
        grid = Grid.of(2);
        client = grid.client();
        here = new HazelcastCounterStore(client, "shop");
        there = new HazelcastCounterStore(grid.member(1), "shop");
        ofAnotherApplication = new HazelcastCounterStore(client, "shop2");
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
        ofAnotherApplication.close();
        client.shutdown();
        grid.close();
    }

    @Override
    protected CounterStore here() {
        return here;
    }

    @Override
    protected CounterStore there() {
        return there;
    }

    @Override
    protected CounterStore ofAnotherApplication() {
        return ofAnotherApplication;
    }
}
