package io.github.throttled.it.calls;

import io.github.throttled.Throttled;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

@RegisterRestClient(configKey = "warehouse")
@Path("warehouse")
@Throttled("depot")
public interface Depot extends Inventory {

    @GET
    @Path("stock/depot")
    int depot();
}
