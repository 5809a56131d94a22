package io.github.throttled.internal.engine.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.store.Peer;
import io.github.throttled.internal.store.Peers;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Which parts hang while a member is silent, in time that passes when the test says so. */
class BackupProbesTest {

    private static final long TIMEOUT = 1_000;
    private static final int PARTS = 3;

    private final Writes writes = new Writes();
    private final BackupProbes probes = new BackupProbes(writes, PARTS, Duration.ofNanos(TIMEOUT));

    /** What each part was asked to store, until the test answers. */
    private static final class Writes implements Peers {

        private final List<List<CompletableFuture<Object>>> ofParts = new ArrayList<>();

        Writes() {
            for (int part = 0; part < PARTS; part++) {
                ofParts.add(new ArrayList<>());
            }
        }

        CompletableFuture<Object> of(int part, int write) {
            return ofParts.get(part).get(write);
        }

        int count(int part) {
            return ofParts.get(part).size();
        }

        @Override
        public CompletionStage<?> write(int part) {
            CompletableFuture<Object> write = new CompletableFuture<>();
            ofParts.get(part).add(write);
            return write;
        }

        @Override
        public List<Peer> all() {
            return List.of();
        }

        @Override
        public Peer ownerOf(String key) {
            return null;
        }

        @Override
        public Peer ownerOf(int part) {
            return null;
        }

        @Override
        public Map<String, Integer> parts() {
            return Map.of();
        }

        @Override
        public CompletionStage<?> ask(Peer peer) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public String name(Peer peer) {
            return peer.address();
        }

        @Override
        public String self() {
            return "";
        }

        @Override
        public void onLeave(Consumer<Peer> action) {
            // Nobody leaves.
        }
    }

    @Test
    void a_part_hangs_that_has_stored_nothing_for_the_timeout_and_no_other() {
        probes.check(0, part -> false);
        writes.of(0, 0).complete("stored");
        probes.check(TIMEOUT - 1, part -> false);
        assertThat(probes.hanging()).isZero();

        probes.check(1, part -> false);

        assertThat(probes.hangs(0)).isFalse();
        assertThat(probes.hangs(1)).isTrue();
        assertThat(probes.hangs(2)).isTrue();
        assertThat(probes.hanging()).isEqualTo(2);
    }

    @Test
    void a_part_whose_owner_is_silent_is_not_asked() {
        probes.check(0, part -> part == 1);
        probes.check(TIMEOUT, part -> part == 1);

        assertThat(writes.count(1)).isZero();
        assertThat(probes.hangs(1)).isFalse();
        assertThat(probes.hanging()).isEqualTo(2);
    }

    @Test
    void a_part_that_stores_too_late_hangs_and_is_asked_again_at_once() {
        probes.check(0, part -> false);
        probes.check(TIMEOUT, part -> false);
        writes.of(1, 0).complete("stored without the backup");
        assertThat(probes.hangs(1)).isTrue();

        probes.check(1, part -> false);
        assertThat(writes.count(1)).isEqualTo(2);
        probes.check(TIMEOUT - 1, part -> false);
        writes.of(1, 1).complete("stored");

        assertThat(probes.hangs(1)).isFalse();
        assertThat(probes.hanging()).isEqualTo(2);
    }

    @Test
    void a_part_that_cannot_be_asked_hangs_if_it_was_so_and_is_asked_again() {
        probes.check(0, part -> false);
        writes.of(0, 0).completeExceptionally(new IllegalStateException("down"));
        assertThat(probes.hangs(0)).isFalse();

        probes.check(1, part -> false);

        assertThat(writes.count(0)).isEqualTo(2);
        probes.check(TIMEOUT, part -> false);
        assertThat(probes.hangs(0)).isTrue();
    }

    @Test
    void a_part_that_has_stored_is_asked_again_after_two_timeouts() {
        probes.check(0, part -> false);
        writes.of(0, 0).complete("stored");
        probes.check(2 * TIMEOUT - 1, part -> false);
        assertThat(writes.count(0)).isEqualTo(1);

        probes.check(1, part -> false);

        assertThat(writes.count(0)).isEqualTo(2);
        assertThat(probes.hangs(0)).isFalse();
    }

    @Test
    void a_write_without_any_answer_counts_as_lost_after_ten_timeouts() {
        probes.check(0, part -> false);
        probes.check(10 * TIMEOUT - 1, part -> false);
        assertThat(writes.count(0)).isEqualTo(1);

        probes.check(1, part -> false);

        assertThat(writes.count(0)).isEqualTo(2);
        assertThat(probes.hangs(0)).isTrue();
        writes.of(0, 0).complete("the lost one, after all");
        assertThat(probes.hangs(0)).isTrue();
        writes.of(0, 1).complete("stored");
        assertThat(probes.hangs(0)).isFalse();
    }

    @Test
    void no_part_hangs_when_no_member_is_silent_any_more() {
        probes.check(0, part -> false);
        probes.check(TIMEOUT, part -> false);
        assertThat(probes.hanging()).isEqualTo(PARTS);

        probes.end();

        assertThat(probes.hanging()).isZero();
        assertThat(probes.hangs(0)).isFalse();
        // What was asked before tells nothing of what comes.
        writes.of(0, 0).complete("stored");
        probes.check(1, part -> false);
        assertThat(writes.count(0)).isEqualTo(2);
        probes.check(TIMEOUT, part -> false);
        assertThat(probes.hanging()).isEqualTo(PARTS);
    }
}
