/**
 * What is to be enforced: {@link io.github.throttled.policy.Policy policies}, the general {@link
 * io.github.throttled.policy.Settings settings}, and reading both from MicroProfile Config and
 * {@code @Throttled}.
 *
 * <p>Everything here is immutable once read, and what is wrong in it is collected as {@link
 * io.github.throttled.policy.Problems} so that one deployment shows all of it. Nothing here counts,
 * stores or knows a request.
 */
package io.github.throttled.policy;
