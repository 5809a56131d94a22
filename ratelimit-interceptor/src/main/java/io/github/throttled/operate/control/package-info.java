/**
 * What operators say while an application runs, on all its nodes: values above the configuration,
 * bans, and a record of who has said what. It goes through the boards of the store, and from there
 * to the limits through {@link io.github.throttled.operate.control.Control}. Nothing here is on the
 * road of a request.
 */
package io.github.throttled.operate.control;
