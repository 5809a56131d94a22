/** An application that is told of what may be a mistake. */
package io.github.throttled.it.told;
