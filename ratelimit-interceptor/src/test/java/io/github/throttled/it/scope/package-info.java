/** An application whose policies concern some calls and callers only. */
package io.github.throttled.it.scope;
