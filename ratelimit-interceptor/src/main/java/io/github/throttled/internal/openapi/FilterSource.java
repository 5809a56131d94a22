package io.github.throttled.internal.openapi;

import org.eclipse.microprofile.config.spi.ConfigSource;

import java.util.Map;
import java.util.Set;

/**
 * Names our filter of OpenAPI documents, in place of the application's, which ours calls. The
 * container finds this as a service.
 */
public class FilterSource implements ConfigSource {

    static final String KEY = "mp.openapi.filter";

    /** Above all that applications and environments usually have. */
    private static final int ORDINAL = 100_000;

    /** By name: where there is no MicroProfile OpenAPI, the class cannot be loaded. */
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
