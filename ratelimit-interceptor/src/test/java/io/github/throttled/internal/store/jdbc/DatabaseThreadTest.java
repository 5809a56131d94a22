package io.github.throttled.internal.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.LogCapture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;

/** The thread behind durable counters. */
class DatabaseThreadTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, NoClassDefFoundError.class})
    void a_task_goes_on_whatever_it_throws_and_each_change_is_told_once(
            Class<? extends Throwable> thrown) throws Exception {
        Throwable failure = thrown.getConstructor(String.class).newInstance("for a test");
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        try (LogCapture log = LogCapture.of(DatabaseThread.class);
                DatabaseThread worker = new DatabaseThread()) {
            worker.repeat(
                    Duration.ofMillis(1),
                    () -> {
                        int run = runs.incrementAndGet();
                        if (run == 5) {
                            done.countDown();
                        }
                        if (run <= 3) {
                            throwIt(failure);
                        }
                    });

            assertThat(done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
            assertThat(log.lines(Level.SEVERE))
                    .containsExactly(
                            "Durable counters could not be looked after. It is tried again, and"
                                    + " the next failure is not logged.");
            assertThat(log.lines(Level.INFO))
                    .containsExactly("Durable counters are looked after again.");
        }
    }

    @Test
    void what_is_to_be_finished_is_waited_for_by_a_thread_that_is_interrupted() {
        try (DatabaseThread worker = new DatabaseThread()) {
            AtomicInteger runs = new AtomicInteger();
            Thread.currentThread().interrupt();

            assertThat(worker.finish(runs::incrementAndGet, PATIENCE)).isTrue();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(runs).hasValue(1);
        }
    }

    private static void throwIt(Throwable failure) {
        if (failure instanceof Error e) {
            throw e;
        }
        throw (RuntimeException) failure;
    }
}
