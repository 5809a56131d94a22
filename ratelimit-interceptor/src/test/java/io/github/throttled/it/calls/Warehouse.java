package io.github.throttled.it.calls;

import io.github.throttled.Throttled;
import io.github.throttled.client.ThrottledClient;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

import java.util.concurrent.CompletionStage;

@RegisterRestClient(configKey = "warehouse")
@RegisterProvider(ThrottledClient.class)
@Path("warehouse")
public interface Warehouse {

    @GET
    @Path("stock/{isbn}")
    @Throttled("warehouse")
    int stock(@PathParam("isbn") String isbn);

    @GET
    @Path("stock/later")
    @Throttled("warehouse-later")
    CompletionStage<Integer> stockLater();

    @GET
    @Path("stock/any")
    @Throttled(limit = "5/day", key = "header:X-Test")
    int anyStock();
}
