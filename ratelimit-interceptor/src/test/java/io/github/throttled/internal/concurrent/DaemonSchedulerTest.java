package io.github.throttled.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.LogCapture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DaemonSchedulerTest {

    @Test
    void a_regular_task_goes_on_after_an_error_and_one_line_tells_of_it() throws Exception {
        CountDownLatch ten = new CountDownLatch(10);
        try (LogCapture log = LogCapture.of(DaemonScheduler.class);
                DaemonScheduler timer = new DaemonScheduler()) {
            timer.every(
                    Duration.ofMillis(1),
                    () -> {
                        ten.countDown();
                        throw new StackOverflowError();
                    });

            ten.await();

            assertThat(log.size()).isEqualTo(1);
        }
    }

    @Test
    void a_line_tells_of_each_failure_after_a_success() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch four = new CountDownLatch(5);
        try (LogCapture log = LogCapture.of(DaemonScheduler.class);
                DaemonScheduler timer = new DaemonScheduler()) {
            timer.every(
                    Duration.ofMillis(1),
                    () -> {
                        four.countDown();
                        // The first, the third and what follows.
                        if (runs.incrementAndGet() != 2) {
                            throw new IllegalStateException("not now");
                        }
                    });

            four.await();

            assertThat(log.size()).isEqualTo(2);
        }
    }
}
