/** An application with a console, and users who may use it or not. */
package io.github.throttled.it.console;
