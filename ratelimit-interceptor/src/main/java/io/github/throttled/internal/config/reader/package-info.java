/**
 * Reads single values of MicroProfile Config: the table of keys, where a value comes from, and
 * {@link io.github.throttled.internal.config.reader.Problems}, which collects everything that is
 * wrong so that one deployment shows all of it.
 */
package io.github.throttled.internal.config.reader;
