package io.github.throttled.internal.config.settings;

import java.time.Duration;

/**
 * The settings of reports to operators.
 *
 * @param logInterval how often the log reports rejections; 1 millisecond to 366 days
 * @param storeDown the readiness of a node whose store does not answer
 */
public record ReportingSettings(Duration logInterval, StoreDown storeDown) {}
