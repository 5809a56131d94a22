package io.github.throttled.rest;

import io.github.throttled.Throttled;
import io.github.throttled.cdi.Throttling;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;

import java.util.Set;

/**
 * Checks the annotations of classes that CDI does not discover: a resource class need not be a
 * bean. A servlet container finds this as a service, and hands it all annotated classes before
 * JAX-RS starts.
 */
@HandlesTypes(Throttled.class)
public class ResourceCheck implements ServletContainerInitializer {

    @Override
    public void onStartup(Set<Class<?>> throttled, ServletContext context) {
        Throttling.current().complete(throttled == null ? Set.of() : throttled);
    }
}
