package io.github.throttled.benchmark;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/**
 * What a server offers to its applications as a bean.
 *
 * @param bean null if there is none
 */
record Offered<T>(Class<T> type, T bean) implements Extension {

    void offer(@Observes AfterBeanDiscovery discovery) {
        if (bean != null) {
            discovery
                    .addBean()
                    .addTypes(type, Object.class)
                    .scope(ApplicationScoped.class)
                    .createWith(context -> bean);
        }
    }
}
