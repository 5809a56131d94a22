package io.github.throttled.it.invalid;

import io.github.throttled.Throttled;

import jakarta.ws.rs.GET;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

@RegisterRestClient(baseUri = "http://127.0.0.1:9/")
public interface Suppliers {

    @GET
    @Throttled("serach")
    String offers();
}
