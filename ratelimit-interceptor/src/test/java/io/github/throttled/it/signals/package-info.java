/** An application whose limits are watched. */
package io.github.throttled.it.signals;
