/**
 * What is to be enforced: {@link io.github.throttled.policy.Policy policies}, the {@link
 * io.github.throttled.policy.Route routes} that lead to them, the general {@link
 * io.github.throttled.policy.Settings settings}, and reading all of them from MicroProfile Config
 * and {@code @Throttled}.
 *
 * <p>Everything here is immutable once read, and what is wrong in it is collected as {@link
 * io.github.throttled.policy.Problems} so that one deployment shows all of it. Nothing here counts,
 * stores or knows a request.
 */
package io.github.throttled.policy;
