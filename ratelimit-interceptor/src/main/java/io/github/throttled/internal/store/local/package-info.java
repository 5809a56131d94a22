/** Counters in the memory of one node. */
package io.github.throttled.internal.store.local;
