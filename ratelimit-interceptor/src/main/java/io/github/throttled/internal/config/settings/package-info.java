/** Settings of an application that belong to no policy, as records. */
package io.github.throttled.internal.config.settings;
