package io.github.throttled.internal.config.settings;

import java.time.Duration;

/**
 * What is configured for clients.
 *
 * @param maxWait the longest a request waits; 1 millisecond to 366 days
 */
public record ClientSettings(Duration maxWait) {}
