/**
 * CDI events for the application: what it may observe of the limits, fired asynchronously. What
 * nobody observes is not fired, and what observers cannot follow is dropped and counted. Nothing
 * here waits, for a request is where it comes from.
 */
package io.github.throttled.operate.events;
