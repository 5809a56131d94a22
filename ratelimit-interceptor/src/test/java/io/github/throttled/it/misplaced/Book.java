package io.github.throttled.it.misplaced;

import jakarta.ws.rs.Path;

@Path("book")
public class Book {

    @Path("page")
    public Page page() {
        return new Page();
    }
}
