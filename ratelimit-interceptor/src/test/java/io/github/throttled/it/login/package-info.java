/** An application that asks who its users are. */
package io.github.throttled.it.login;
