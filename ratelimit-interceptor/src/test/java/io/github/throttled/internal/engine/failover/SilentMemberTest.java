package io.github.throttled.internal.engine.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.Decision.Reason;
import io.github.throttled.LogCapture;
import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.engine.LimiterCalls;
import io.github.throttled.internal.engine.ManualStore;
import io.github.throttled.internal.engine.Policies;
import io.github.throttled.internal.store.Peer;
import io.github.throttled.internal.store.hazelcast.Grid;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;

/** What a silent member costs those who call, and what others' calls do meanwhile. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SilentMemberTest {

    private static final Duration SILENCE = Duration.ofMillis(400);

    /** Nothing here waits for so long, or the test fails. */
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final LogCapture log = LogCapture.of(StoreHealth.class);
    private final ManualStore store = new ManualStore();
    private final ManualPeers peers = new ManualPeers();
    private final Policy policy = Policies.onFailure(OnStoreFailure.DENY, Policies.perMinute(10));
    private Limiter limiter;

    @BeforeEach
    void open() {
        store.parts(10);
        store.peers(peers);
        limiter = new Limiter(store, new StoreTimeouts(SILENCE, FOR_EVER), 0);
    }

    @AfterEach
    void close() {
        store.answerEverything();
        limiter.close();
        log.close();
    }

    @Test
    void all_who_wait_for_a_member_are_released_when_it_falls_silent_and_nobody_else() {
        List<CompletableFuture<Decision>> ofA = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ofA.add(decideAsync("a" + i));
        }

        peers.freeze(ManualPeers.A);

        ofA.forEach(call -> assertThat(join(call).reason()).isEqualTo(Reason.STORE_FAILURE));
        CompletableFuture<Decision> ofB = decideAsync("b1");
        CompletableFuture<Decision> own = decideAsync("own-1");
        store.answerEverything();
        assertThat(join(ofB).reason()).isEqualTo(Reason.ADMITTED);
        assertThat(join(own).reason()).isEqualTo(Reason.ADMITTED);
    }

    @Test
    void nobody_waits_for_a_member_that_is_known_to_be_silent() {
        silence(ManualPeers.A);
        int pending = store.pending();

        for (int i = 0; i < 10; i++) {
            assertThat(join(decideAsync("a" + i)).reason()).isEqualTo(Reason.STORE_FAILURE);
        }

        assertThat(store.pending()).isEqualTo(pending);
    }

    @Test
    void the_members_parts_count_as_silent_and_it_is_named() {
        silence(ManualPeers.A);

        StoreState state = limiter.storeState();

        assertThat(state.silent()).isEqualTo(3);
        assertThat(state.status()).isEqualTo(StoreState.Status.OPEN);
        assertThat(state.silentMembers())
                .singleElement()
                .satisfies(
                        member -> {
                            assertThat(member.id()).isEqualTo("a");
                            assertThat(member.label()).isEqualTo("shop-a (10.0.0.1:6900)");
                            assertThat(member.parts()).isEqualTo(3);
                        });
    }

    @Test
    void one_line_tells_of_a_silent_member_and_one_that_it_is_back() {
        silence(ManualPeers.A);
        for (int i = 0; i < 10; i++) {
            join(decideAsync("a" + i));
        }
        assertThat(log.lines(Level.WARNING))
                .containsExactly(
                        "Member shop-a (10.0.0.1:6900) has been silent for 400 ms. It owns 3 of 10"
                                + " parts of the counters (30 %); each policy's on-store-failure"
                                + " decides for these until it answers.");

        peers.thaw(ManualPeers.A);
        // The line follows the change.
        Grid.await(() -> log.size() > 1);

        assertThat(limiter.storeState().status()).isEqualTo(StoreState.Status.CLOSED);
        assertThat(log.lines(Level.INFO))
                .singleElement()
                .asString()
                .startsWith("Member shop-a (10.0.0.1:6900) answers again, ");
        assertThat(log.size()).isEqualTo(2);
        store.answerEverything();
        assertThat(join(decideAsync("a1")).reason()).isEqualTo(Reason.ADMITTED);
    }

    @Test
    void whoever_wants_to_know_is_told_of_the_first_silent_member_and_of_the_last_one() {
        List<String> told = new CopyOnWriteArrayList<>();
        limiter.addListener(
                new StoreListener() {
                    @Override
                    public void unavailable(StoreState state) {
                        told.add("unavailable " + state.silentMembers().size());
                    }

                    @Override
                    public void available(StoreState state) {
                        told.add("available");
                    }
                });
        silence(ManualPeers.A);
        silence(ManualPeers.B);
        peers.thaw(ManualPeers.A);
        peers.thaw(ManualPeers.B);
        Grid.await(() -> limiter.storeState().status() == StoreState.Status.CLOSED);

        assertThat(told).containsExactly("unavailable 1", "available");
    }

    @Test
    void a_member_that_has_left_keeps_nobody_waiting_and_is_told_of() {
        silence(ManualPeers.A);

        peers.leave(ManualPeers.A);

        assertThat(limiter.storeState().silentMembers()).isEmpty();
        assertThat(limiter.storeState().status()).isEqualTo(StoreState.Status.CLOSED);
        assertThat(log.lines(Level.INFO))
                .singleElement()
                .asString()
                .startsWith("Member shop-a (10.0.0.1:6900) has left the cluster");
        // Another member owns its keys now, and is asked for them.
        store.answerEverything();
        assertThat(join(decideAsync("a1")).reason()).isEqualTo(Reason.ADMITTED);
    }

    @Test
    void a_part_of_a_living_member_whose_backup_is_silent_keeps_nobody_waiting() {
        peers.hang(7);
        CompletableFuture<Decision> hangs = decideAsync("b7");
        CompletableFuture<Decision> waits = decideAsync("b8");
        silence(ManualPeers.A);

        assertThat(join(hangs).reason()).isEqualTo(Reason.STORE_FAILURE);

        int pending = store.pending();
        assertThat(join(decideAsync("b17")).reason()).isEqualTo(Reason.STORE_FAILURE);
        assertThat(store.pending()).isEqualTo(pending);
        assertThat(limiter.storeState().silent()).isEqualTo(4);
        assertThat(log.lines(Level.WARNING)).hasSize(1);
        assertThat(waits).isNotDone();
    }

    @Test
    void a_part_is_asked_again_when_it_stores_or_when_nobody_is_silent() {
        peers.hang(7);
        silence(ManualPeers.A);
        Grid.await(() -> limiter.storeState().silent() == 4);
        store.answerEverything();

        peers.hangNoMore();
        Grid.await(() -> limiter.storeState().silent() == 3);
        assertThat(join(decideAsync("b7")).reason()).isEqualTo(Reason.ADMITTED);

        peers.hang(7);
        Grid.await(() -> limiter.storeState().silent() == 4);
        peers.thaw(ManualPeers.A);
        Grid.await(() -> limiter.storeState().silent() == 0);
        assertThat(join(decideAsync("b7")).remaining()).isEqualTo(8);
    }

    @Test
    void a_call_whose_member_is_alive_waits_no_longer_than_the_longest_wait() {
        try (Limiter impatient =
                new Limiter(store, new StoreTimeouts(Duration.ofMillis(50), SILENCE), 0)) {
            Decision decision =
                    join(
                            LimiterCalls.decideAsync(impatient, policy, "b1", 1)
                                    .toCompletableFuture());

            assertThat(decision.reason()).isEqualTo(Reason.STORE_FAILURE);
            assertThat(impatient.storeState().silentMembers()).isEmpty();
        }
    }

    @Test
    void what_the_store_charges_after_the_release_is_settled_exactly() {
        CompletableFuture<Decision> released = decideAsync("a1");
        store.next().answer();
        silence(ManualPeers.A);
        assertThat(join(released).allowed()).isFalse();

        peers.thaw(ManualPeers.A);
        store.answerEverything();
        Grid.await(() -> limiter.storeState().status() == StoreState.Status.CLOSED);

        assertThat(join(decideAsync("a1")).remaining()).isEqualTo(9);
    }

    @Test
    void a_member_that_answers_before_it_is_reported_as_silent_is_not_silent() {
        meanwhile(
                () -> {
                    peers.thaw(ManualPeers.A);
                    decideAsync("a1");
                    store.answerEverything();
                });

        assertThat(limiter.storeState().status()).isEqualTo(StoreState.Status.CLOSED);
        assertThat(log.lines(Level.WARNING)).isEmpty();
        CompletableFuture<Decision> next = decideAsync("a1");
        store.answerEverything();
        assertThat(join(next).reason()).isEqualTo(Reason.ADMITTED);
    }

    @Test
    void a_member_that_leaves_before_it_is_reported_as_silent_is_not_silent() {
        meanwhile(() -> peers.leave(ManualPeers.A));

        assertThat(limiter.storeState().silentMembers()).isEmpty();
        assertThat(limiter.storeState().status()).isEqualTo(StoreState.Status.CLOSED);
        assertThat(log.lines(Level.WARNING)).isEmpty();
    }

    /**
     * Freezes a member, and does something between the finding that it is silent and its report.
     */
    private void meanwhile(Runnable event) {
        AtomicInteger checked = new AtomicInteger(Integer.MAX_VALUE);
        peers.meanwhile(
                () -> {
                    event.run();
                    checked.set(peers.checks());
                });
        peers.freeze(ManualPeers.A);
        // The next check follows the report.
        Grid.await(() -> peers.checks() > checked.get() + 1L);
    }

    private void silence(Peer peer) {
        peers.freeze(peer);
        Grid.await(
                () ->
                        limiter.storeState().silentMembers().stream()
                                .anyMatch(member -> member.id().equals(peer.id())));
    }

    private CompletableFuture<Decision> decideAsync(String key) {
        return LimiterCalls.decideAsync(limiter, policy, key, 1).toCompletableFuture();
    }

    private static Decision join(CompletableFuture<Decision> decision) {
        return decision.orTimeout(60, TimeUnit.SECONDS).join();
    }
}
