/** An application that brings a Hazelcast instance of its own. */
package io.github.throttled.it.grid;
