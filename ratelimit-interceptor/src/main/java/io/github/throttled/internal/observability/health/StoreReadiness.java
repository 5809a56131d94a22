package io.github.throttled.internal.observability.health;

import io.github.throttled.internal.config.settings.StoreDown;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.engine.failover.SilentMember;
import io.github.throttled.internal.engine.failover.StoreState;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

import java.util.stream.Collectors;

/**
 * The readiness check of the store.
 *
 * <p>A node without its store still serves requests, with local limits or according to {@code
 * on-store-failure}. So it is ready, unless the configuration says otherwise.
 */
final class StoreReadiness implements HealthCheck {

    private final Limiter limiter;
    private final StoreDown storeDown;

    StoreReadiness(Limiter limiter, StoreDown storeDown) {
        this.limiter = limiter;
        this.storeDown = storeDown;
    }

    @Override
    public HealthCheckResponse call() {
        StoreState state = limiter.storeState();
        boolean isWhole = state.isWhole();
        return HealthCheckResponse.named("throttled")
                .status(isWhole || storeDown == StoreDown.UP)
                .withData("store", limiter.storeDescription())
                .withData("state", isWhole ? "ok" : "degraded")
                .withData("breaker", state.status().label())
                .withData("silent-parts", state.silent())
                .withData("parts", state.parts())
                .withData("silent-share", state.silentPercent())
                .withData("silent-members", silentMembers(state))
                .withData("since", state.since().toString())
                .withData("members", limiter.members())
                .build();
    }

    /** Returns the names and addresses of silent members; empty if all members answer. */
    private static String silentMembers(StoreState state) {
        return state.silentByName().stream()
                .map(SilentMember::label)
                .collect(Collectors.joining(", "));
    }
}
