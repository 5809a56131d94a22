package io.github.throttled.internal.config.catalog;

import java.util.Set;

/**
 * The names of the application's beans that a configuration can name.
 *
 * @param keyResolvers of {@code KeyResolver} beans
 * @param costResolvers of {@code CostResolver} beans
 */
public record BeanNames(Set<String> keyResolvers, Set<String> costResolvers) {

    /** No beans. */
    public static final BeanNames NONE = new BeanNames(Set.of(), Set.of());
}
