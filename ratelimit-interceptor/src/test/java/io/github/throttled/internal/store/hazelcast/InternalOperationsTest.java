package io.github.throttled.internal.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.map.IMap;

import io.github.throttled.LogCapture;
import io.github.throttled.internal.store.Counters;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;

/** A Hazelcast whose internals are others than those of the one that this was built with. */
class InternalOperationsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long[] ONE = {1};
    private static final long[] TWO = {2};

    private static Grid grid;

    private final LogCapture log = LogCapture.of(InternalOperations.class);
    private final GridThreads threads = new GridThreads();
    private final Membership membership = new Membership(grid.member(0), 1);
    private final IMap<String, long[]> map = grid.member(0).getMap("map-" + UUID.randomUUID());

    @BeforeAll
    static void start() {
        grid = Grid.of(2);
    }

    @AfterAll
    static void stop() {
        grid.close();
    }

    @AfterEach
    void close() {
        membership.close();
        threads.close();
        log.close();
    }

    @Test
    void they_are_tried_out_and_leave_nothing_behind() {
        InternalOperations operations = with(PATIENCE, new Internal());

        Counters counters = operations.on(map);

        assertThat(map.isEmpty()).isTrue();
        assertThat(counters).isInstanceOf(Internal.class);
        assertWorks(counters);
        assertThat(log.size()).isZero();
    }

    @Test
    void what_is_missing_at_deployment_is_never_used() {
        Internal internal = new Internal();
        internal.isMissing = true;
        InternalOperations operations = with(PATIENCE, internal);

        assertWorks(operations.on(map));
        internal.isMissing = false;
        assertWorks(operations.on(grid.member(0).getMap("map-" + UUID.randomUUID())));

        assertOneLine("NoSuchMethodError");
    }

    @Test
    void what_answers_otherwise_is_never_used() {
        Internal internal = new Internal();
        internal.isWrong = true;

        assertWorks(with(PATIENCE, internal).on(map));

        assertOneLine("they answer otherwise");
    }

    @Test
    void what_does_not_answer_fails_no_deployment() {
        Internal internal = new Internal();
        internal.isSilent = true;
        InternalOperations operations = with(Duration.ofMillis(1), internal);

        Counters counters = operations.on(map);
        internal.isSilent = false;
        internal.answer();

        assertThat(counters).isSameAs(internal);
        assertWorks(counters);
        assertThat(log.lines(Level.WARNING)).isEmpty();
        // What was added after all leaves again.
        Grid.await(map::isEmpty);
    }

    @Test
    void what_is_missing_shows_also_where_nobody_answers() {
        Internal internal = new Internal();
        internal.isSilent = true;
        internal.isReplaceMissing = true;

        assertWorks(with(Duration.ofMillis(1), internal).on(map));

        assertOneLine("NoSuchMethodError");
    }

    private InternalOperations with(Duration timeout, MapCounters internal) {
        return new InternalOperations(
                "this Hazelcast", timeout, any -> Optional.of(internal), any -> blocking(any));
    }

    private MapCounters blocking(IMap<String, long[]> any) {
        return new BlockingCounters(any, membership, key -> "a member", threads, threads);
    }

    private void assertOneLine(String cause) {
        assertThat(log.lines(Level.WARNING))
                .singleElement()
                .asString()
                .startsWith("this Hazelcast does not have the internal operations")
                .contains(cause);
    }

    private static void assertWorks(Counters counters) {
        String key = "key-" + UUID.randomUUID();
        assertThat(join(counters.compareAndSet(key, null, ONE))).isTrue();
        assertThat(join(counters.compareAndSet(key, null, TWO))).isFalse();
        assertThat(join(counters.compareAndSet(key, ONE, TWO))).isTrue();
        assertThat(join(counters.compareAndSet(key, ONE, TWO))).isFalse();
        assertThat(join(counters.get(key))).containsExactly(TWO);
        join(counters.remove(key));
        assertThat(join(counters.get(key))).isNull();
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** The real ones, of which some are missing. */
    private final class Internal extends MapCounters {

        private final MapCounters real = MemberCounters.on(map, membership, threads).orElseThrow();
        private final List<Runnable> unanswered = new ArrayList<>();
        private boolean isMissing;
        private boolean isReplaceMissing;
        private boolean isWrong;
        private boolean isSilent;

        Internal() {
            super(map, membership);
        }

        @Override
        CompletionStage<?> read(String key) {
            return this.<Object>ask(() -> real.read(key).thenApply(found -> found));
        }

        @Override
        CompletionStage<Boolean> write(String key, long[] expected, long[] update) {
            if (isReplaceMissing && expected != null) {
                throw new NoSuchMethodError("createReplaceIfSameOperation");
            }
            boolean isInverted = isWrong;
            return ask(
                    () ->
                            real.write(key, expected, update)
                                    .thenApplyAsync(stored -> stored != isInverted, HERE));
        }

        @Override
        CompletionStage<?> delete(String key) {
            return this.<Object>ask(() -> real.delete(key).thenApply(gone -> gone));
        }

        void answer() {
            unanswered.forEach(Runnable::run);
        }

        private <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> question) {
            if (isMissing) {
                throw new NoSuchMethodError("createPutIfAbsentOperation");
            }
            if (!isSilent) {
                return question.get();
            }
            CompletableFuture<T> later = new CompletableFuture<>();
            unanswered.add(() -> later.complete(join(question.get())));
            return later;
        }
    }
}
