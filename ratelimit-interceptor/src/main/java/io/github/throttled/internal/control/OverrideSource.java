package io.github.throttled.internal.control;

import org.eclipse.microprofile.config.spi.ConfigSource;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What operators have changed while the application runs, as configuration that is above system
 * properties. The container finds this as a service.
 */
public class OverrideSource implements ConfigSource {

    /** Its name, where it is told where a value comes from. */
    public static final String NAME = "Throttled, overrides";

    /** Above system properties, which have 400. */
    public static final int ORDINAL = 500;

    /** One for each application: each has this class from its own {@code WEB-INF/lib}. */
    private static volatile Map<String, String> inForce = Map.of();

    private final Supplier<Map<String, String>> values;

    /** Those that are in force now, whenever it is asked. */
    public OverrideSource() {
        this(() -> inForce);
    }

    private OverrideSource(Supplier<Map<String, String>> values) {
        this.values = values;
    }

    /** Those that would be in force. */
    public static OverrideSource of(Map<String, String> values) {
        Map<String, String> copy = Map.copyOf(values);
        return new OverrideSource(() -> copy);
    }

    /** Puts these in force, and no others. */
    public static void enforce(Map<String, String> values) {
        inForce = Map.copyOf(values);
    }

    @Override
    public Set<String> getPropertyNames() {
        return values.get().keySet();
    }

    @Override
    public Map<String, String> getProperties() {
        return values.get();
    }

    @Override
    public String getValue(String property) {
        return values.get().get(property);
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}
