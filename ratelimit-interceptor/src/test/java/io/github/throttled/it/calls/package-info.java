/** An application that calls a server, which is itself. */
package io.github.throttled.it.calls;
