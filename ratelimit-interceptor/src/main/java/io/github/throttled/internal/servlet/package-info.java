/**
 * The servlet face: what runs before and after JAX-RS. It charges requests before authentication,
 * suspends requests that have to wait, and learns when a request has ended.
 *
 * <p>No limit is counted here, and no body is written.
 */
package io.github.throttled.internal.servlet;
