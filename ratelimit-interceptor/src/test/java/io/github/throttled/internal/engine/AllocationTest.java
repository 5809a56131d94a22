package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import io.github.throttled.Strategy;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.store.local.LocalCounterStore;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Stream;

/** What a decision leaves to the garbage collector where a node counts for itself. */
class AllocationTest {

    private static final String KEY = "user:alice";
    private static final int CALLS = 100_000;

    /** The public decision included. */
    private static final long MOST_BYTES = 256;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Policy> policies() {
        return Stream.of(Strategy.FIXED_WINDOW, Strategy.SLIDING_WINDOW, Strategy.TOKEN_BUCKET)
                .map(
                        strategy ->
                                Policies.of(
                                        strategy.configName(),
                                        new Counting(strategy),
                                        new Limit(10_000_000, Policies.WINDOW)));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void an_admission_and_its_decision_take_little_memory(Policy policy) {
        try (Limiter limiter = new Limiter(new LocalCounterStore(), Duration.ofMinutes(1))) {
            Enforcer enforcer = limiter.enforcer(policy);
            allocated(enforcer);

            assertThat(allocated(enforcer)).isLessThanOrEqualTo(MOST_BYTES);
        }
    }

    private static long allocated(Enforcer enforcer) {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        long admitted = 0;
        for (int i = 0; i < CALLS; i++) {
            admitted += enforcer.acquire(KEY, 1).decision().allowed() ? 1 : 0;
        }
        long bytes = THREADS.getThreadAllocatedBytes(thread) - before;
        assertThat(admitted).isEqualTo(CALLS);
        return bytes / CALLS;
    }
}
