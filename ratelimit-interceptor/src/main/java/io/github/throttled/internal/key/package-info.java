/**
 * Who is calling: {@link io.github.throttled.internal.key.PartitionKey} turns a {@link
 * io.github.throttled.internal.key.Caller} into the string that a policy counts under.
 *
 * <p>Whatever a client can choose is made short, printable and unambiguous here, before it reaches
 * the store or a log. No HTTP API, no counting, and no name lookup belongs here.
 */
package io.github.throttled.internal.key;
