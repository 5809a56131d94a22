package io.github.throttled.it.calls;

import io.github.throttled.client.ThrottledClient;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.rest.client.inject.RestClient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The application that calls. */
@Path("shop")
@RequestScoped
public class ShopResource {

    @Inject @RestClient private Instance<Warehouse> warehouse;
    @Inject @RestClient private Instance<Depot> depot;
    @Inject @RestClient private Instance<Closed> closed;
    @Context private UriInfo uri;

    @PostConstruct
    void tellAddress() {
        WarehouseAddress.set(uri.getBaseUri());
    }

    @GET
    @Path("stock")
    public int stock(@QueryParam("isbn") String isbn) {
        return warehouse.get().stock(isbn);
    }

    @GET
    @Path("any")
    public int any() {
        return warehouse.get().anyStock();
    }

    @GET
    @Path("later")
    public int later() {
        return warehouse.get().stockLater().toCompletableFuture().join();
    }

    @GET
    @Path("depot")
    public int depot() {
        return depot.get().depot();
    }

    @GET
    @Path("inventory")
    public int inventory() {
        return depot.get().inventory();
    }

    /** What two clients of one server are told, the second after the first was refused. */
    @GET
    @Path("refused")
    public String refused() {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Closed client = closed.get();
            answers.add(answer(() -> client.refusal("3600")));
        }
        return String.join(", ", answers);
    }

    /** How many milliseconds a patient client takes for a refusal and the next request. */
    @GET
    @Path("patient")
    public long patient() {
        long start = System.nanoTime();
        try (Client client =
                ClientBuilder.newClient().register(new ThrottledClient(Duration.ofSeconds(20)))) {
            UriBuilder warehouse = uri.getBaseUriBuilder().host("127.0.0.1").path("warehouse");
            client.target(warehouse.clone().path("refusal"))
                    .queryParam("retry-after", 1)
                    .request()
                    .get()
                    .close();
            client.target(warehouse.clone().path("stock/patient")).request().get(Integer.class);
            return Duration.ofNanos(System.nanoTime() - start).toMillis();
        }
    }

    private static String answer(Supplier<String> call) {
        try {
            return call.get();
        } catch (WebApplicationException e) {
            Response response = e.getResponse();
            return response.getStatus() + " " + response.getHeaderString(HttpHeaders.RETRY_AFTER);
        }
    }
}
