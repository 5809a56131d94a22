/**
 * The console: a servlet with the page and its JSON API, and the rules of access to both.
 *
 * <p>It shows what {@code internal.control} and {@code internal.observability.usage} know, and
 * stores nothing. Its classes are loaded only if the console is open.
 */
package io.github.throttled.internal.console;
