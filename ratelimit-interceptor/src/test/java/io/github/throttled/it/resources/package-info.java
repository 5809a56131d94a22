/** An application of throttled REST resources of every kind. */
package io.github.throttled.it.resources;
