package io.github.throttled.internal.openapi;

import org.eclipse.microprofile.config.spi.ConfigSource;

import java.util.Map;
import java.util.Set;

/**
 * Configures the OpenAPI filter of this library in place of the application's, which it calls.
 *
 * <p>The container finds this class as a service.
 */
public class FilterSource implements ConfigSource {

    static final String KEY = "mp.openapi.filter";

    /** Higher than the usual ordinals of applications and environments. */
    private static final int ORDINAL = 100_000;

    /** The class name, because the class cannot be loaded without MicroProfile OpenAPI. */
    private static final Map<String, String> PROPERTIES =
            Map.of(KEY, "io.github.throttled.internal.openapi.OpenApiLimits");

    @Override
    public Set<String> getPropertyNames() {
        return PROPERTIES.keySet();
    }

    @Override
    public Map<String, String> getProperties() {
        return PROPERTIES;
    }

    @Override
    public String getValue(String property) {
        return PROPERTIES.get(property);
    }

    @Override
    public String getName() {
        return "Throttled, limits in the OpenAPI document";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}
