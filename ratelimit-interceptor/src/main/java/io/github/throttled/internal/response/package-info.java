/**
 * Writes what a client reads: the rate limit fields, and the body and status of a rejection, in its
 * language and format.
 *
 * <p>A {@link io.github.throttled.Decision} comes in, text goes out. Nothing here counts or asks a
 * store.
 */
package io.github.throttled.internal.response;
