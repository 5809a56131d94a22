package io.github.throttled.internal.observability.health;

import io.github.throttled.internal.config.settings.StoreDown;
import io.github.throttled.internal.engine.Limiter;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;

import java.util.function.Supplier;

/**
 * Registers the check as a synthetic bean. Bean discovery of an annotated class would load its
 * types on every server.
 */
final class ReadinessBean {

    private ReadinessBean() {}

    static void add(
            AfterBeanDiscovery beans, Supplier<Limiter> limiter, Supplier<StoreDown> storeDown) {
        beans.<HealthCheck>addBean()
                .beanClass(StoreReadiness.class)
                .types(HealthCheck.class)
                .qualifiers(Readiness.Literal.INSTANCE)
                .scope(Dependent.class)
                .createWith(context -> new StoreReadiness(limiter.get(), storeDown.get()));
    }
}
