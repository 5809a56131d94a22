/** Logs what each policy has rejected, in one line per policy and interval. */
package io.github.throttled.internal.observability.log;
