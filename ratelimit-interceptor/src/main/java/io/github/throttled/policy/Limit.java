package io.github.throttled.policy;

import java.time.Duration;

/**
 * A quota per window.
 *
 * @param quota permits per window; at least 1
 * @param window the length of the window; at least a millisecond, in whole milliseconds
 */
public record Limit(long quota, Duration window) {}
