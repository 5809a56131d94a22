/**
 * Fires CDI events about limits, asynchronously. Events that nobody observes are not fired. Events
 * that observers are too slow for are dropped and counted.
 */
package io.github.throttled.internal.observability.events;
