package io.github.throttled.internal.observability.health;

import io.github.throttled.internal.config.settings.StoreDown;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.observability.OptionalClasses;

import jakarta.enterprise.inject.spi.AfterBeanDiscovery;

import java.util.function.Supplier;

/** The readiness check, if the server asks for one. */
public final class Health {

    private Health() {}

    /**
     * Adds the bean that the server looks for.
     *
     * @param limiter gets the application's; asked for when it is deployed
     * @param storeDown likewise
     */
    public static void addCheck(
            AfterBeanDiscovery beans, Supplier<Limiter> limiter, Supplier<StoreDown> storeDown) {
        if (OptionalClasses.is("org.eclipse.microprofile.health.HealthCheck")) {
            ReadinessBean.add(beans, limiter, storeDown);
        }
    }
}
