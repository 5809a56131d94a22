/**
 * Load over HTTP at a constant rate, and the heap of a server under it, for the benchmark and for
 * tests that last.
 */
package io.github.throttled.load;
