package io.github.throttled.internal.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

class GridThreadsTest {

    private static final InheritableThreadLocal<String> OF_THE_REQUEST =
            new InheritableThreadLocal<>();

    private final Set<Thread> before = alive();
    private final CountDownLatch gridAnswers = new CountDownLatch(1);
    private final GridThreads threads = new GridThreads(GridThreads.NAME, 1, TimeUnit.MILLISECONDS);

    @AfterEach
    void end() {
        gridAnswers.countDown();
        threads.close();
        Grid.await(() -> ours().isEmpty());
    }

    @Test
    void a_call_is_made_on_a_thread_of_ours() {
        OF_THE_REQUEST.set("alice");
        try {
            String seen =
                    threads.call(
                                    () -> {
                                        Thread self = Thread.currentThread();
                                        assertThat(self.isDaemon()).isTrue();
                                        assertThat(self.getContextClassLoader())
                                                .isSameAs(GridThreads.class.getClassLoader());
                                        assertThat(OF_THE_REQUEST.get()).isNull();
                                        return self.getName();
                                    })
                            .toCompletableFuture()
                            .join();

            assertThat(seen).startsWith(GridThreads.NAME);
        } finally {
            OF_THE_REQUEST.remove();
        }
    }

    @Test
    void a_failed_call_fails_its_stage() {
        CompletableFuture<Object> failed = call(() -> fail("no partition"));

        assertThatThrownBy(failed::join).hasRootCauseMessage("no partition");
    }

    @Test
    void a_hanging_grid_holds_no_more_than_sixteen_threads() {
        List<CompletableFuture<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            calls.add(hang());
        }

        assertThat(ours()).hasSize(16);
        gridAnswers.countDown();
        assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo("answer"));
    }

    @Test
    void idle_threads_end() {
        call(() -> "answer").join();

        Grid.await(() -> ours().isEmpty());
    }

    @Test
    void a_call_fails_at_once_when_the_queue_is_full() {
        List<CompletableFuture<Object>> calls = new ArrayList<>();
        for (int i = 0; i < GridThreads.MAX_THREADS + GridThreads.MAX_QUEUED; i++) {
            calls.add(hang());
        }

        CompletableFuture<Object> oneTooMany = call(() -> "answer");

        assertThat(oneTooMany).isCompletedExceptionally();
        assertThatThrownBy(oneTooMany::join).hasCauseInstanceOf(RejectedExecutionException.class);
        assertThat(calls).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void closing_fails_what_has_not_begun_and_interrupts_what_has() {
        List<CompletableFuture<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(hang());
        }

        threads.close();

        calls.add(call(() -> "answer"));
        assertThat(calls).allSatisfy(call -> assertThat(call).failsWithin(60, TimeUnit.SECONDS));
        Grid.await(() -> ours().isEmpty());
    }

    private CompletableFuture<Object> hang() {
        return call(
                () -> {
                    try {
                        gridAnswers.await();
                        return "answer";
                    } catch (InterruptedException e) {
                        return fail("interrupted");
                    }
                });
    }

    private CompletableFuture<Object> call(Supplier<Object> operation) {
        return threads.call(operation).toCompletableFuture();
    }

    private static Object fail(String message) {
        throw new IllegalStateException(message);
    }

    private Set<Thread> ours() {
        Set<Thread> ours = alive();
        ours.removeAll(before);
        return ours;
    }

    /** The threads of all pools, also those that other tests have not ended yet. */
    static Set<Thread> alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(GridThreads.NAME))
                .collect(Collectors.toSet());
    }
}
