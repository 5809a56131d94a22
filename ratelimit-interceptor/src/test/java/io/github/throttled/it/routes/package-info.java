/** An application that is throttled by its configuration: almost nothing is annotated. */
package io.github.throttled.it.routes;
