/** An application whose policies tell callers apart in every way, and calls by their cost. */
package io.github.throttled.it.sources;
