/** Threads of our own: daemon threads that start when needed and end with the application. */
package io.github.throttled.internal.concurrent;
