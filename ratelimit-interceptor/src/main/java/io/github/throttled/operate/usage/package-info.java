/**
 * What the limits have decided on this node, counted: for metrics, for the log and for the console.
 * Those who decide tell it of each decision, and it costs them a few nanoseconds. Nothing here
 * decides, and nothing here waits.
 */
package io.github.throttled.operate.usage;
