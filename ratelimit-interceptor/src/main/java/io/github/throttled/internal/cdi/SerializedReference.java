package io.github.throttled.internal.cdi;

import jakarta.enterprise.inject.spi.CDI;

import java.io.Serializable;

/**
 * Stands in a serialized bean for one of ours that is injected there without a proxy: where the
 * bean comes back, ours is that of the application.
 *
 * @param type of the bean
 */
record SerializedReference(Class<?> type) implements Serializable {

    private Object readResolve() {
        return CDI.current().select(type).get();
    }
}
