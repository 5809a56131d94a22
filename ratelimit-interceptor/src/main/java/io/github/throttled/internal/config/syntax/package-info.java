/**
 * How values are written, independent of policies: durations, zones, languages, names; and text
 * made safe for messages.
 */
package io.github.throttled.internal.config.syntax;
