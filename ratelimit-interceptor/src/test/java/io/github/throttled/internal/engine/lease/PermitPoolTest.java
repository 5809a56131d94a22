package io.github.throttled.internal.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What is in a pool is spent once. */
class PermitPoolTest {

    private static final int AMOUNT = 100_003;

    private enum Kind {
        UNDIVIDED,
        DIVIDED;

        PermitPool with(long amount) {
            return this == UNDIVIDED
                    ? new PermitPool.Single(amount, false)
                    : new PermitPool.Striped(amount);
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_thread_spends_all_of_it_and_no_more(Kind kind) {
        PermitPool pool = kind.with(1000);

        for (int i = 0; i < 1000; i++) {
            assertThat(pool.remaining(0)).isEqualTo(1000 - i);
            assertThat(pool.spend(1, 0)).isTrue();
        }
        assertThat(pool.spend(1, 0)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void many_threads_together_spend_all_of_it_and_no_more(Kind kind) {
        PermitPool pool = kind.with(AMOUNT);

        long spent = atATime(8, () -> spendUntilRefused(pool)).stream().mapToLong(i -> i).sum();

        assertThat(spent).isEqualTo(AMOUNT);
        assertThat(pool.remaining(0)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_left_when_it_is_closed_and_what_was_spent_is_all_there_was(Kind kind) {
        for (int round = 0; round < 50; round++) {
            PermitPool pool = kind.with(AMOUNT);
            CompletableFuture<Long> left =
                    CompletableFuture.supplyAsync(
                            () -> {
                                while (pool.remaining(0) > AMOUNT / 2) {
                                    Thread.onSpinWait();
                                }
                                return pool.close(0);
                            },
                            task -> new Thread(task).start());

            List<Long> spent = atATime(4, () -> spendUntilRefused(pool));

            long sum = spent.stream().mapToLong(i -> i).sum();
            assertThat(sum + left.join()).isEqualTo(AMOUNT);
            assertThat(pool.spend(1, 0)).isFalse();
            assertThat(pool.close(0)).isZero();
        }
    }

    @Test
    void what_is_lost_cannot_be_spent() {
        PermitPool pool = new PermitPool.Single(10, false);

        assertThat(pool.remaining(4)).isEqualTo(6);
        assertThat(pool.spend(7, 4)).isFalse();
        assertThat(pool.spend(6, 4)).isTrue();
        assertThat(pool.spend(1, 4)).isFalse();
    }

    @Test
    void what_has_been_spent_is_not_lost_besides() {
        PermitPool pool = new PermitPool.Single(10, false);

        assertThat(pool.spend(4, 0)).isTrue();
        assertThat(pool.remaining(4)).isEqualTo(6);
    }

    @Test
    void a_crowd_makes_it_refuse_until_it_is_divided() {
        PermitPool contended = new PermitPool.Single(Long.MAX_VALUE / 4, true);
        long spent = 0;
        while (!contended.isContended()) {
            spent +=
                    atATime(4, () -> spendAtMost(contended, 100_000)).stream()
                            .mapToLong(i -> i)
                            .sum();
        }

        assertThat(contended.close(0)).isEqualTo(Long.MAX_VALUE / 4 - spent);
    }

    private static long spendUntilRefused(PermitPool pool) {
        return spendAtMost(pool, Integer.MAX_VALUE);
    }

    private static long spendAtMost(PermitPool pool, int most) {
        long spent = 0;
        while (spent < most && pool.spend(1, 0)) {
            spent++;
        }
        return spent;
    }

    private static List<Long> atATime(int threads, Supplier<Long> work) {
        List<CompletableFuture<Long>> running =
                IntStream.range(0, threads)
                        .mapToObj(
                                i ->
                                        CompletableFuture.supplyAsync(
                                                work, task -> new Thread(task).start()))
                        .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }
}
