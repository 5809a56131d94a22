package io.github.throttled.internal.engine.combining;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.concurrent.DaemonScheduler;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class BackoffTest {

    private final DaemonScheduler timer = new DaemonScheduler();
    private final Backoff backoff = Backoff.randomly(timer);

    @AfterEach
    void close() {
        timer.close();
    }

    @Test
    void the_first_defeat_is_answered_at_once() {
        assertThat(threadOfAttempt(1).join()).isEqualTo(Thread.currentThread().getName());
    }

    @Test
    void later_ones_are_answered_later_and_no_thread_waits() {
        for (int failures = 2; failures < 100; failures += 7) {
            assertThat(threadOfAttempt(failures).join()).isEqualTo(DaemonScheduler.THREAD);
        }
    }

    @Test
    void nobody_is_forgotten_after_closing_time() {
        timer.close();

        assertThat(threadOfAttempt(5).join()).isEqualTo(Thread.currentThread().getName());
    }

    private CompletableFuture<String> threadOfAttempt(int failures) {
        CompletableFuture<String> name = new CompletableFuture<>();
        backoff.retry(failures, () -> name.complete(Thread.currentThread().getName()));
        return name.orTimeout(60, TimeUnit.SECONDS);
    }
}
