/**
 * What a trace tells of the limits: why a request was rejected or delayed, on the span that is
 * current where that is decided. It needs OpenTelemetry, and the class that does is loaded only
 * where that is. No key of a caller may come in here.
 */
package io.github.throttled.operate.tracing;
