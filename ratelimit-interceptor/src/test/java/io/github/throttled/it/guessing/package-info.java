/** An application whose passwords somebody guesses. */
package io.github.throttled.it.guessing;
