/** Load over HTTP at a constant rate, for the benchmark and for tests that last. */
package io.github.throttled.load;
