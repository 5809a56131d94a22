/** An application with one limit of each strategy. */
package io.github.throttled.it.retry;
