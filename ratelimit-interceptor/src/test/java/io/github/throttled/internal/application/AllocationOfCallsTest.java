package io.github.throttled.internal.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Allocation;
import io.github.throttled.RateLimitExceededException;
import io.github.throttled.RateLimiter;
import io.github.throttled.Throttled;
import io.github.throttled.internal.cdi.WeldApplication;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Map;

/** What a call costs in memory, on the road that applications take. */
class AllocationOfCallsTest {

    /** A decision that says all there is to say. */
    private static final double ADMISSION = 176;

    /** A rejection that this node remembers. */
    private static final double REJECTION = 800;

    /** Weld's part of a call, which it makes of an unthrottled one, too, comes on top. */
    private static final double ADMISSION_OF_BEAN = 1_000;

    /** Most of it is the stack trace of the exception. */
    private static final double REJECTION_OF_BEAN = 8_000;

    private static WeldApplication application;

    @ApplicationScoped
    static class Orders {

        void free() {}

        @Throttled("admitted")
        void admitted() {}

        @Throttled("rejected")
        void rejected() {}
    }

    @BeforeAll
    static void deploy() {
        application =
                WeldApplication.deploy(
                        Map.of(
                                "throttled.policy.admitted.limit", "1000000000/day",
                                "throttled.policy.rejected.limit", "1/day",
                                "throttled.policy.rejected.key", "global"),
                        Orders.class);
        // The permits that there are.
        application.limiter().tryAcquire("rejected", "tenant");
        application.bean(Orders.class).rejected();
    }

    @AfterAll
    static void undeploy() {
        application.close();
    }

    @Test
    void admission_by_the_rate_limiter() {
        RateLimiter limiter = application.limiter();

        assertThat(Allocation.ofOne(() -> limiter.tryAcquire("admitted", "tenant")))
                .isBetween(1.0, ADMISSION);
    }

    @Test
    void rejection_by_the_rate_limiter() {
        RateLimiter limiter = application.limiter();

        assertThat(Allocation.ofOne(() -> limiter.tryAcquire("rejected", "tenant")))
                .isBetween(1.0, REJECTION);
    }

    @Test
    void admitted_call_of_a_bean() {
        Orders orders = application.bean(Orders.class);
        double free = Allocation.ofOne(orders::free);

        assertThat(Allocation.ofOne(orders::admitted) - free).isBetween(1.0, ADMISSION_OF_BEAN);
    }

    @Test
    void rejected_call_of_a_bean() {
        Orders orders = application.bean(Orders.class);
        double free = Allocation.ofOne(orders::free);

        assertThat(Allocation.ofOne(() -> assertRejected(orders)) - free)
                .isBetween(1.0, REJECTION_OF_BEAN);
    }

    private static void assertRejected(Orders orders) {
        try {
            orders.rejected();
            throw new AssertionError("The call was admitted.");
        } catch (RateLimitExceededException e) {
            // As it should be.
        }
    }
}
