/**
 * What operators change while an application runs, on all its nodes: overrides of the
 * configuration, bans, and the audit log.
 *
 * <p>It uses the shared maps of the store, and changes limits through {@link
 * io.github.throttled.internal.control.LimitControl}. Requests never wait for it.
 */
package io.github.throttled.internal.control;
