package io.github.throttled.internal.config.settings;

import java.time.Duration;

/**
 * What operators are told.
 *
 * @param logInterval how often the log tells what was rejected; 1 millisecond to 366 days
 * @param storeDown what a readiness probe is told when the store does not answer
 */
public record ReportingSettings(Duration logInterval, StoreDown storeDown) {}
