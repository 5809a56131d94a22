/** An application with a mistake in an annotation. */
package io.github.throttled.it.invalid;
