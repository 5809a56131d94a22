package io.github.throttled.it.calls;

import io.github.throttled.client.ThrottledClient;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The warehouse under another name, so that its refusals concern nobody else. */
@RegisterRestClient(configKey = "closed")
@RegisterProvider(ThrottledClient.class)
@Path("warehouse")
public interface Closed {

    @GET
    @Path("refusal")
    String refusal(@QueryParam("retry-after") String retryAfter);
}
