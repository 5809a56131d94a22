package io.github.throttled.internal.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Throttled;
import io.github.throttled.internal.application.ThrottledElements;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.store.local.LocalCounterStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

class FilterHandoffTest {

    private static final class Orders {
        @Throttled("any")
        void list() {}
    }

    private final Limiter limiter = new Limiter(new LocalCounterStore(), Duration.ofMinutes(1));
    private final MethodPolicies policies = policies();
    private final RateLimitContext context = RateLimitContext.ofRequest();

    @AfterEach
    void close() {
        FilterHandoff.clear();
        limiter.close();
    }

    @Test
    void the_context_is_taken_once() {
        FilterHandoff.charged(policies, context);

        assertThat(FilterHandoff.take(policies)).containsSame(context);
        assertThat(FilterHandoff.take(policies)).isEmpty();
    }

    @Test
    void a_call_of_another_method_does_not_take_the_context() {
        FilterHandoff.charged(policies, context);

        assertThat(FilterHandoff.take(policies())).isEmpty();
        assertThat(FilterHandoff.take(policies)).containsSame(context);
    }

    @Test
    void no_other_request_takes_the_context_of_one_that_has_left_the_thread() {
        FilterHandoff.charged(policies, context);
        FilterHandoff.clear();

        assertThat(FilterHandoff.take(policies)).isEmpty();
    }

    @Test
    void a_request_on_another_thread_does_not_take_the_context() {
        FilterHandoff.charged(policies, context);

        Optional<RateLimitContext> other =
                CompletableFuture.supplyAsync(
                                () -> FilterHandoff.take(policies),
                                task -> new Thread(task).start())
                        .join();

        assertThat(other).isEmpty();
    }

    private MethodPolicies policies() {
        return new MethodPolicies(
                ThrottledElements.of(Orders.class).findFirst().orElseThrow(),
                List.of(),
                new DelayStrategy(limiter.waitingRoom()),
                charge -> {
                    throw new AssertionError("There is no charge.");
                });
    }
}
