package io.github.throttled.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.control.NodeState.Health;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.engine.failover.SilentMember;
import io.github.throttled.internal.engine.failover.StoreTimeouts;
import io.github.throttled.internal.observability.usage.Usage;
import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.hazelcast.Grid;
import io.github.throttled.internal.store.hazelcast.HazelcastCounterStore;
import io.github.throttled.internal.store.hazelcast.OtherProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What the console shows on a grid of which a member is frozen. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ConsoleOnGridTest {

    private static final Duration SILENCE = Duration.ofMillis(500);

    /** Nobody here waits for so long, or the test fails. */
    private static final Duration FOR_EVER = Duration.ofDays(1);

    @Test
    void who_asks_is_released_when_the_member_is_found_silent_and_nobody_waits_after_that()
            throws Exception {
        FakeControl control = new FakeControl("node-1");
        try (Grid grid = Grid.of(1);
                OtherProcess other = grid.joinInAnotherProcess();
                CounterStore store = new HazelcastCounterStore(grid.member(0), "shop");
                Limiter limiter = new Limiter(store, new StoreTimeouts(SILENCE, FOR_EVER), 0);
                ControlCenter console =
                        new ControlCenter(control, store.sharedMaps(FOR_EVER), new Usage())) {
            control.follow(limiter::storeState);
            grid.awaitBackups();
            console.step();
            other.stop();
            try {
                CompletableFuture<List<ListedNode>> waiting =
                        CompletableFuture.supplyAsync(console.nodes()::all);

                assertThat(waiting.get(4, TimeUnit.MINUTES)).isNotEmpty();
                Grid.await(() -> !limiter.storeState().silentMembers().isEmpty());
                SilentMember silent = limiter.storeState().silentMembers().get(0);
                assertThat(console.nodes().all())
                        .filteredOn(node -> node.state().store() == Health.SILENT)
                        .singleElement()
                        .isEqualTo(
                                ListedNode.withoutApplication(
                                        new SilentMember(
                                                store.peers().all().get(0).id(),
                                                store.peers().all().get(0).address(),
                                                store.peers().all().get(0).address(),
                                                silent.since(),
                                                silent.parts())));
            } finally {
                other.resume();
                Grid.await(() -> limiter.storeState().silentMembers().isEmpty());
            }
            assertThat(console.nodes().all())
                    .singleElement()
                    .satisfies(node -> assertThat(node.state().store()).isEqualTo(Health.OK));
        }
    }
}
