/** An application with limits where none can be enforced. */
package io.github.throttled.it.misplaced;
