package io.github.throttled.it.routes;

import io.github.throttled.Throttled;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import java.util.Map;

/** A resource for each question about paths. */
@Path("")
public class ShopResource {

    @GET
    @Path("search")
    public String search() {
        return "search";
    }

    @POST
    @Path("search")
    public String search(Map<String, String> query) {
        return "search";
    }

    @OPTIONS
    @Path("search")
    public String mayI() {
        return "yes";
    }

    @GET
    @Path("search/{shelf}")
    public String shelf(@PathParam("shelf") String shelf) {
        return shelf;
    }

    @GET
    @Path("shelves/{shelf}")
    public String books(@PathParam("shelf") String shelf) {
        return shelf;
    }

    @GET
    @Path("files/{path:.*}")
    public String file(@PathParam("path") String path) {
        return path;
    }

    @GET
    @Path("café")
    public String coffee() {
        return "coffee";
    }

    @OPTIONS
    @Path("questions")
    public String question() {
        return "yes";
    }

    @GET
    @Path("user")
    public String user() {
        return "user";
    }

    @GET
    @Path("free")
    public String free() {
        return "free";
    }

    @GET
    @Path("annotated/tighter")
    @Throttled("tight")
    public String tighter() {
        return "done";
    }

    @GET
    @Path("annotated/same")
    @Throttled("wide")
    public String same() {
        return "done";
    }

    @Path("sub")
    public SubResource sub() {
        return new SubResource();
    }

    /** What a locator makes. */
    public static class SubResource {

        @GET
        @Path("resource")
        public String found() {
            return "found";
        }
    }
}
