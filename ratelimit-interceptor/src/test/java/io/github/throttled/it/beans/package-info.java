/** An application of throttled beans, each called through a resource that is not throttled. */
package io.github.throttled.it.beans;
