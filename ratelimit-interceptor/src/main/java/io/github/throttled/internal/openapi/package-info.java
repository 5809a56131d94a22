/**
 * Adds limits and rejections to the OpenAPI document of the application.
 *
 * <p>Its filter is loaded only if the server has MicroProfile OpenAPI.
 */
package io.github.throttled.internal.openapi;
