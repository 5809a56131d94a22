/** An application whose calls wait for their turn. */
package io.github.throttled.it.delay;
