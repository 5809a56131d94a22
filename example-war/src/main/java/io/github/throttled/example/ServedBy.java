package io.github.throttled.example;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Says on every response, refusals included, which node gave it: {@code X-Served-By: node-2}. */
@Provider
public class ServedBy implements ContainerResponseFilter {

    @Inject Node node;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle("X-Served-By", node.name());
    }
}
