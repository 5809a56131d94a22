package io.github.throttled.policy;

import java.util.Set;

/**
 * The names of the application's beans that a configuration can name.
 *
 * @param keyResolvers of {@code KeyResolver} beans
 * @param costResolvers of {@code CostResolver} beans
 */
public record Beans(Set<String> keyResolvers, Set<String> costResolvers) {

    /** There are none. */
    public static final Beans NONE = new Beans(Set.of(), Set.of());
}
