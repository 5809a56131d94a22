/**
 * The JAX-RS face: request filters, response headers, bodies of rejections, exception mapper. Here
 * a {@link io.github.throttled.Decision} becomes what a client sees. No limit is counted and no key
 * is made here.
 */
package io.github.throttled.rest;
