package io.github.throttled.it.answers;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Allows scripts from elsewhere to read what is asked with {@code X-Cors: jax-rs}, at the last
 * moment.
 */
@Provider
@Priority(1)
public class CrossOrigin implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if ("jax-rs".equals(request.getHeaderString("X-Cors"))) {
            response.getHeaders().add("Access-Control-Allow-Origin", "https://shop.example");
            response.getHeaders().add("Access-Control-Expose-Headers", "X-Page");
        }
    }
}
