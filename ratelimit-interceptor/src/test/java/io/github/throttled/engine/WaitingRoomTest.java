package io.github.throttled.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Where calls wait for their turn. */
class WaitingRoomTest {

    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final Timer timer = new Timer();
    private final WaitingRoom room = new WaitingRoom(2, timer);

    @AfterEach
    void close() {
        timer.close();
    }

    @Test
    void no_more_wait_than_there_are_places() {
        assertThat(room.await(LONG, () -> {})).isTrue();
        assertThat(room.enter()).isTrue();
        assertThat(room.waiting()).isEqualTo(2);

        assertThat(room.enter()).isFalse();
        assertThat(room.await(LONG, () -> {})).isFalse();
        assertThat(room.park(SHORT)).isFalse();
    }

    @Test
    void who_leaves_makes_room() {
        room.enter();
        room.enter();
        room.leave();

        assertThat(room.park(SHORT)).isTrue();
        assertThat(room.waiting()).isEqualTo(1);
    }

    @Test
    void whose_turn_comes_has_left_the_room() throws Exception {
        CountDownLatch come = new CountDownLatch(1);
        int[] waiting = {-1};

        room.await(
                SHORT,
                () -> {
                    waiting[0] = room.waiting();
                    come.countDown();
                });
        come.await();

        assertThat(waiting[0]).isZero();
    }

    @Test
    void an_interrupted_thread_waits_no_longer() {
        Thread.currentThread().interrupt();

        assertThat(room.park(LONG)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(room.waiting()).isZero();
    }

    @Test
    void nobody_waits_after_closing_time() {
        timer.close();

        assertThat(room.await(SHORT, () -> {})).isFalse();
        assertThat(room.waiting()).isZero();
    }
}
