package io.github.throttled.it.misplaced;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("book")
public class Book {

    @GET
    public String read() {
        return "read";
    }
}
