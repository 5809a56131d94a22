package io.github.throttled.internal.cdi;

import jakarta.enterprise.inject.spi.CDI;

import java.io.Serializable;

/**
 * Replaces an object of this library in a serialized bean. Deserialization resolves it to the
 * object of the running application.
 *
 * @param type the type of the bean to resolve
 */
record SerializedReference(Class<?> type) implements Serializable {

    private Object readResolve() {
        return CDI.current().select(type).get();
    }
}
