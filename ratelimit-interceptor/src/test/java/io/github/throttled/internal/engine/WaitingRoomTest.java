package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.concurrent.DaemonScheduler;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** Where calls wait for their turn. */
class WaitingRoomTest {

    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final DaemonScheduler timer = new DaemonScheduler();
    private final WaitingRoom room = new WaitingRoom(2, timer);

    @AfterEach
    void close() {
        timer.close();
    }

    @Test
    void no_more_wait_than_there_are_places() {
        assertThat(room.await("a", LONG, () -> {})).isPresent();
        assertThat(room.enter("b")).isPresent();
        assertThat(room.waiting()).isEqualTo(2);

        assertThat(room.enter("c")).isEmpty();
        assertThat(room.await("c", LONG, () -> {})).isEmpty();
        assertThat(room.park("c", SHORT)).isFalse();
    }

    @Test
    void one_line_never_takes_more_than_is_left_to_others() {
        WaitingRoom large = new WaitingRoom(1_000, timer);

        assertThat(enter(large, "first", 1_150)).isEqualTo(500);
        assertThat(enter(large, "second", 1_150)).isEqualTo(250);
        assertThat(enter(large, "third", 1)).isEqualTo(1);
    }

    @Test
    void a_single_place_is_anybodys() {
        assertThat(enter(new WaitingRoom(1, timer), "a", 2)).isEqualTo(1);
        assertThat(enter(new WaitingRoom(0, timer), "a", 1)).isZero();
    }

    @Test
    void who_leaves_makes_room() {
        WaitingRoom.Slot first = room.enter("a").orElseThrow();
        room.enter("b");

        assertThat(first.leave()).isTrue();
        assertThat(first.leave()).isFalse();

        assertThat(room.park("a", SHORT)).isTrue();
        assertThat(room.waiting()).isEqualTo(1);
    }

    @Test
    void whose_turn_comes_has_left_the_room() throws Exception {
        CountDownLatch come = new CountDownLatch(1);
        int[] waiting = {-1};

        room.await(
                "a",
                SHORT,
                () -> {
                    waiting[0] = room.waiting();
                    come.countDown();
                });
        come.await();

        assertThat(waiting[0]).isZero();
    }

    @Test
    void who_has_left_has_no_turn() throws Exception {
        CountDownLatch others = new CountDownLatch(1);
        boolean[] hasCome = {false};
        Duration soon = Duration.ofMillis(50);
        room.await("a", soon, () -> hasCome[0] = true).orElseThrow().leave();
        room.await("b", soon.multipliedBy(2), others::countDown);

        others.await();

        assertThat(hasCome[0]).isFalse();
        assertThat(room.waiting()).isZero();
    }

    @Test
    void an_interrupted_thread_waits_no_longer() {
        Thread.currentThread().interrupt();

        assertThat(room.park("a", LONG)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(room.waiting()).isZero();
    }

    @Test
    void nobody_waits_after_closing_time() {
        timer.close();

        assertThat(room.await("a", SHORT, () -> {})).isEmpty();
        assertThat(room.waiting()).isZero();
    }

    private static long enter(WaitingRoom room, String line, int calls) {
        return IntStream.range(0, calls).filter(i -> room.enter(line).isPresent()).count();
    }
}
