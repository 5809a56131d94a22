/**
 * Reads policies, routes, settings and {@code @Throttled} into a {@link
 * io.github.throttled.internal.config.catalog.PolicyCatalog}, and checks that all of it fits
 * together.
 */
package io.github.throttled.internal.config.catalog;
