/**
 * IP addresses and networks, and the header fields in which proxies name them (RFC 7239). Text is
 * parsed strictly, and no name is ever resolved.
 */
package io.github.throttled.internal.net;
