/**
 * Throttled against its peers: speed, memory and accuracy on the same work, on the same machine, in
 * the same run.
 *
 * <p>{@link io.github.throttled.benchmark.Row} is the list of what is measured, {@link
 * io.github.throttled.benchmark.Contender} the list of what it is measured on; a new row or peer is
 * a new constant. Each fork of {@link io.github.throttled.benchmark.DecisionBenchmark} has a
 * Hazelcast cluster of its own, on loopback, with a member in another process.
 *
 * <p>{@link io.github.throttled.benchmark.HttpRun} asks a whole server instead; what it asks is in
 * {@link io.github.throttled.benchmark.Endpoint}.
 *
 * <p>The table of targets needs no peer, so it is compiled and tested with the other tests, in
 * {@code src/test}.
 */
package io.github.throttled.benchmark;
