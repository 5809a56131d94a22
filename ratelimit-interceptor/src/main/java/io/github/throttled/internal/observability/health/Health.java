package io.github.throttled.internal.observability.health;

import io.github.throttled.internal.config.settings.StoreDown;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.observability.OptionalClasses;

import jakarta.enterprise.inject.spi.AfterBeanDiscovery;

import java.util.function.Supplier;

/** Registers the readiness check, if the server supports MicroProfile Health. */
public final class Health {

    private Health() {}

    /**
     * Adds the bean of the readiness check.
     *
     * @param limiter returns the limiter of the application; called after deployment
     * @param storeDown returns how an unavailable store is reported; called after deployment
     */
    public static void addCheck(
            AfterBeanDiscovery beans, Supplier<Limiter> limiter, Supplier<StoreDown> storeDown) {
        if (OptionalClasses.is("org.eclipse.microprofile.health.HealthCheck")) {
            ReadinessBean.add(beans, limiter, storeDown);
        }
    }
}
