package io.github.throttled.internal.control;

import org.eclipse.microprofile.config.spi.ConfigSource;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The configuration source of overrides, with a higher ordinal than system properties.
 *
 * <p>The container finds this class as a service.
 */
public class OverrideSource implements ConfigSource {

    /** The name of this source in listings of the configuration. */
    public static final String NAME = "Throttled, overrides";

    /** Higher than system properties, which have 400. */
    public static final int ORDINAL = 500;

    /** One per application, because each loads this class from its own {@code WEB-INF/lib}. */
    private static volatile Map<String, String> inForce = Map.of();

    private final Supplier<Map<String, String>> values;

    /** Creates a source of the overrides in force at the time of each access. */
    public OverrideSource() {
        this(() -> inForce);
    }

    private OverrideSource(Supplier<Map<String, String>> values) {
        this.values = values;
    }

    /** Returns a source with the given values, to validate them. */
    public static OverrideSource of(Map<String, String> values) {
        Map<String, String> copy = Map.copyOf(values);
        return new OverrideSource(() -> copy);
    }

    /** Replaces all overrides in force. */
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
