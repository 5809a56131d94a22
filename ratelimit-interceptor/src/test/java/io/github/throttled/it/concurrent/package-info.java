/** An application with a limit of calls at a time. */
package io.github.throttled.it.concurrent;
