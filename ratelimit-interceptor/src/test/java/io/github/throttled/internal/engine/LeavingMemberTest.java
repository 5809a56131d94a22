package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.MigrationListener;
import com.hazelcast.partition.MigrationState;
import com.hazelcast.partition.ReplicaMigrationEvent;

import io.github.throttled.Decision;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.failover.StoreTimeouts;
import io.github.throttled.internal.store.hazelcast.Grid;
import io.github.throttled.internal.store.hazelcast.HazelcastCounterStore;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A member crashes while partitions are moved to it. Hazelcast then pauses for three seconds before
 * it gives the member's partitions to others; whoever calls for one of these waits as long.
 */
class LeavingMemberTest {

    /** What an application has that sets neither. */
    private static final StoreTimeouts DEFAULTS =
            new StoreTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(5));

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int THREADS_PER_NODE = 4;
    private static final int KEYS = 200;
    private static final long QUOTA = 1_000_000;
    private static final int MOST_TRIES = 10;

    private final Policy policy = Policies.perYear(QUOTA);
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void calls_wait_until_the_grid_decides() throws InterruptedException {
        try (Grid grid = Grid.of(2);
                Limiter one = limiterOn(grid.member(0));
                Limiter two = limiterOn(grid.member(1))) {
            grid.awaitBackups();
            List<CompletableFuture<List<Decision>>> callers =
                    Stream.of(one, two).flatMap(this::callers).toList();

            boolean interrupted = false;
            for (int i = 0; i < MOST_TRIES && !interrupted; i++) {
                interrupted = crashWhileItIsFilled(grid);
                grid.awaitBackups();
            }
            over.set(true);

            assertThat(interrupted).as("a migration has failed").isTrue();
            assertThat(callers)
                    .extracting(c -> c.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join())
                    .allSatisfy(rejected -> assertThat(rejected).isEmpty());
        }
    }

    /** One more member, which crashes as soon as the first partition is on its way. */
    private static boolean crashWhileItIsFilled(Grid grid) throws InterruptedException {
        Migrations migrations = new Migrations();
        HazelcastInstance first = grid.member(0);
        var registration = first.getPartitionService().addMigrationListener(migrations);
        HazelcastInstance victim = grid.join();
        assertThat(migrations.begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        grid.crash(victim);
        grid.awaitBackups();
        first.getPartitionService().removeMigrationListener(registration);
        return migrations.failed.get();
    }

    private Stream<CompletableFuture<List<Decision>>> callers(Limiter node) {
        return Stream.generate(
                        () ->
                                CompletableFuture.supplyAsync(
                                        () -> rejectedUntilItIsOver(node),
                                        task -> new Thread(task).start()))
                .limit(THREADS_PER_NODE);
    }

    private List<Decision> rejectedUntilItIsOver(Limiter node) {
        List<Decision> rejected = new ArrayList<>();
        for (int i = 0; !over.get(); i++) {
            Decision decision = LimiterCalls.decide(node, policy, "user:" + i % KEYS, 1);
            if (!decision.allowed()) {
                rejected.add(decision);
            }
        }
        return rejected;
    }

    private static Limiter limiterOn(HazelcastInstance member) {
        return new Limiter(new HazelcastCounterStore(member, "shop"), DEFAULTS, 0);
    }

    private static final class Migrations implements MigrationListener {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final AtomicBoolean failed = new AtomicBoolean();

        @Override
        public void migrationStarted(MigrationState state) {
            begun.countDown();
        }

        @Override
        public void migrationFinished(MigrationState state) {}

        @Override
        public void replicaMigrationCompleted(ReplicaMigrationEvent event) {}

        @Override
        public void replicaMigrationFailed(ReplicaMigrationEvent event) {
            failed.set(true);
        }
    }
}
