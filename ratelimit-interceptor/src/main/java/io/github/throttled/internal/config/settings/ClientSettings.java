package io.github.throttled.internal.config.settings;

import java.time.Duration;

/**
 * The settings of clients.
 *
 * @param maxWait the longest time that a request waits; 1 millisecond to 366 days
 */
public record ClientSettings(Duration maxWait) {}
