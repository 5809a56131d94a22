package io.github.throttled.internal.engine.failover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;

class CircuitBreakerTest {

    private static final Duration TIMEOUT = Duration.ofMillis(250);
    private static final Exception SILENCE = new Exception("no answer");

    private final ManualTime time = new ManualTime();
    private final List<String> told = new ArrayList<>();
    private final List<CompletableFuture<Object>> probes = new ArrayList<>();
    private final CircuitBreaker breaker =
            new CircuitBreaker(
                    TIMEOUT,
                    time,
                    new CircuitBreaker.Listener() {
                        @Override
                        public void opened(Throwable cause) {
                            told.add("opened: " + cause.getMessage());
                        }

                        @Override
                        public void closed() {
                            told.add("closed");
                        }
                    });

    /** Time that passes when the test says so. */
    private static final class ManualTime implements CircuitBreaker.Scheduler {

        private record Alarm(long nanos, Runnable task) implements Comparable<Alarm> {
            @Override
            public int compareTo(Alarm other) {
                return Long.compare(nanos, other.nanos);
            }
        }

        private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
        private long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void after(Duration pause, Runnable task) {
            alarms.add(new Alarm(now + pause.toNanos(), task));
        }

        void pass(Duration duration) {
            long end = now + duration.toNanos();
            while (!alarms.isEmpty() && alarms.peek().nanos() <= end) {
                Alarm next = alarms.poll();
                now = next.nanos();
                next.task().run();
            }
            now = end;
        }
    }

    @Test
    void it_opens_when_three_callers_in_a_row_get_no_answer() {
        fail();
        fail();
        assertThat(breaker.isOpen()).isFalse();
        assertThat(told).isEmpty();

        fail();

        assertThat(breaker.isOpen()).isTrue();
        assertThat(told).containsExactly("opened: no answer");
        fail();
        assertThat(told).hasSize(1);
    }

    @Test
    void an_answer_in_between_makes_the_next_failure_the_first() {
        fail();
        fail();
        breaker.answered(time.nanos());
        fail();
        fail();

        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void one_slow_key_is_not_a_part_that_hangs() {
        for (int i = 0; i < 10; i++) {
            long asked = time.nanos();
            time.pass(TIMEOUT.dividedBy(2));
            breaker.answered(time.nanos());
            time.pass(TIMEOUT.dividedBy(2));

            breaker.failed(SILENCE, asked, this::probe);
        }

        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void an_answer_that_comes_too_late_is_none() {
        for (int i = 0; i < 3; i++) {
            long asked = time.nanos();
            time.pass(TIMEOUT.plusNanos(1));
            breaker.answered(asked);
            breaker.failed(SILENCE, asked, this::probe);
        }

        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void it_closes_when_a_probe_is_answered_in_time() {
        open();
        time.pass(CircuitBreaker.FIRST_PAUSE);
        assertThat(probes).hasSize(1);
        assertThat(breaker.isOpen()).isTrue();
        time.pass(TIMEOUT);

        probes.get(0).complete("answer");

        assertThat(breaker.isOpen()).isFalse();
        assertThat(told).containsExactly("opened: no answer", "closed");
        time.pass(Duration.ofMinutes(1));
        assertThat(probes).hasSize(1);
    }

    @Test
    void it_stays_open_when_a_probe_is_answered_too_late_and_probes_again() {
        open();
        time.pass(CircuitBreaker.FIRST_PAUSE);
        time.pass(TIMEOUT.plusNanos(1));
        probes.get(0).complete("answer");
        assertThat(breaker.isOpen()).isTrue();

        while (probes.size() == 1) {
            time.pass(Duration.ofMillis(10));
        }
        probes.get(1).complete("answer");

        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void answers_to_those_who_had_asked_before_do_not_close_it() {
        open();

        breaker.answered(time.nanos());

        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void pauses_between_probes_that_fail_grow_up_to_two_seconds() {
        open();
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            long begin = time.nanos();
            while (probes.size() == i) {
                time.pass(Duration.ofMillis(10));
            }
            pauses.add((time.nanos() - begin) / 1_000_000);
            probes.get(i).completeExceptionally(SILENCE);
        }

        assertThat(pauses).containsExactly(100L, 200L, 400L, 800L, 1_600L, 2_000L, 2_000L, 2_000L);
        assertThat(breaker.isOpen()).isTrue();
        assertThat(told).hasSize(1);
    }

    @Test
    void there_is_one_probe_at_a_time_until_it_is_as_good_as_lost() {
        open();
        time.pass(CircuitBreaker.LOST);
        assertThat(probes).hasSize(1);

        time.pass(CircuitBreaker.LONGEST_PAUSE);

        assertThat(probes).hasSize(2);
    }

    @Test
    void it_is_half_open_while_a_probe_may_be_answered_in_time() {
        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
        open();
        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.OPEN);
        time.pass(CircuitBreaker.FIRST_PAUSE);
        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
        time.pass(TIMEOUT.plusNanos(1));
        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void a_probe_that_cannot_be_made_has_failed() {
        for (int i = 0; i < CircuitBreaker.FAILURES; i++) {
            breaker.failed(SILENCE, time.nanos(), this::impossible);
        }

        time.pass(Duration.ofMinutes(1));

        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void it_opens_again_after_three_more() {
        open();
        time.pass(CircuitBreaker.FIRST_PAUSE);
        probes.get(0).complete("answer");
        fail();
        fail();
        assertThat(breaker.isOpen()).isFalse();
        fail();

        assertThat(breaker.isOpen()).isTrue();
        assertThat(told).hasSize(3);
        time.pass(CircuitBreaker.FIRST_PAUSE);
        assertThat(probes).hasSize(2);
    }

    private void open() {
        for (int i = 0; i < CircuitBreaker.FAILURES; i++) {
            fail();
        }
    }

    private void fail() {
        breaker.failed(SILENCE, time.nanos(), this::probe);
    }

    private CompletableFuture<Object> probe() {
        CompletableFuture<Object> probe = new CompletableFuture<>();
        probes.add(probe);
        return probe;
    }

    private CompletableFuture<Object> impossible() {
        throw new IllegalStateException("closed");
    }
}
