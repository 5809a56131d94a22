/** An application whose clients read fields in each of their styles. */
package io.github.throttled.it.fields;
