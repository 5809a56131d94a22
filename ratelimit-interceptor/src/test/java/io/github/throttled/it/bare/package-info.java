/** An application that asks nothing of a server but servlets. */
package io.github.throttled.it.bare;
