/**
 * The readiness check. It needs MicroProfile Health, and its classes are loaded only if the server
 * has it. It reports what calls have found out, and asks no store itself.
 */
package io.github.throttled.internal.observability.health;
