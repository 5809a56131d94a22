package io.github.throttled.internal.store.hazelcast;

import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.CounterStoreContract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The contract of every store, kept by a member and by an instance of which only the public API is
 * known, over one grid.
 */
class BlockingContractTest extends CounterStoreContract {

    private static Grid grid;
    private static CounterStore here;
    private static CounterStore there;
    private static CounterStore ofAnotherApplication;

    @BeforeAll
    static void start() {
        grid = Grid.of(2);
        here = new HazelcastCounterStore(ForeignInstance.of(grid.member(0)), "shop");
        there = new HazelcastCounterStore(grid.member(1), "shop");
        ofAnotherApplication =
                new HazelcastCounterStore(ForeignInstance.of(grid.member(0)), "shop2");
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
        ofAnotherApplication.close();
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
