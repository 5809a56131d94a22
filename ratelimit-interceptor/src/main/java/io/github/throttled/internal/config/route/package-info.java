/** Routes: patterns of paths, and the search for the most specific route of a request. */
package io.github.throttled.internal.config.route;
