/**
 * A policy and its parts, as immutable records. Each part is beside the syntax in which it is
 * written. Nothing here reads configuration.
 */
package io.github.throttled.internal.config.model;
