package io.github.throttled.internal.cdi;

import io.github.throttled.internal.application.ThrottledApplication;

import jakarta.enterprise.inject.spi.CDI;

/**
 * Finds the application that is running. {@link CDI#current()} identifies an application by the
 * class that calls it, so this class must not be a bean: Weld finds beans of this jar in several
 * archives.
 */
public final class RunningApplication {

    private RunningApplication() {}

    /**
     * Looks the application up, which is slow.
     *
     * @throws IllegalStateException if the application has not been deployed successfully
     */
    public static ThrottledApplication current() {
        return CDI.current().getBeanManager().getExtension(ThrottledExtension.class).application();
    }
}
