package io.github.throttled.policy;

import java.util.List;

/**
 * Who shares a counter: alternatives, each a combination of sources. {@code user+header:x-tenant|ip}
 * is the user and the header together, else the address.
 *
 * @param alternatives at least one, tried in order; each has at least one source
 */
public record KeyExpression(List<List<KeySource>> alternatives) {}
