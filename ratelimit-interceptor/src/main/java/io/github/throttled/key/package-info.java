/**
 * Who is calling: {@link io.github.throttled.key.PartitionKey} turns a {@link
 * io.github.throttled.key.Caller} into the string that a policy counts under. All that a client can
 * choose is made short, printable and unambiguous here, before it reaches the store or a log. No
 * HTTP API, no counting, no configuration and no name lookup belongs here.
 */
package io.github.throttled.key;
