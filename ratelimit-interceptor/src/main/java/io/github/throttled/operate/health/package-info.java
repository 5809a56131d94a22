/**
 * What a readiness probe is told of the store that counts. It needs MicroProfile Health, and the
 * class that does is loaded only where that is. Nothing here asks the store: it tells what calls
 * have found out.
 */
package io.github.throttled.operate.health;
