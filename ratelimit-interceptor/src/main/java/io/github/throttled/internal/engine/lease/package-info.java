/** Permits that a node takes from the store ahead, to admit calls without asking again. */
package io.github.throttled.internal.engine.lease;
