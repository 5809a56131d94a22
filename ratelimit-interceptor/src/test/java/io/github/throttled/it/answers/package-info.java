/** An application whose rejected clients read many things. */
package io.github.throttled.it.answers;
