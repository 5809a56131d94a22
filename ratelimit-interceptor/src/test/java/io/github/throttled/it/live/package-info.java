/** An application whose configuration changes while it runs. */
package io.github.throttled.it.live;
