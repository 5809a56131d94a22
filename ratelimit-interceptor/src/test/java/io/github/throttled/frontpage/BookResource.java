package io.github.throttled.frontpage;

import io.github.throttled.Throttled;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import java.util.List;

@Path("books")
@ApplicationScoped
public class BookResource {

    private static final List<String> BOOKS = List.of("War and Peace", "Anna Karenina");

    /** The limit is defined here: 100 calls a minute for each user, or address if not logged in. */
    @GET
    @Throttled(limit = "100/minute", key = "user|ip")
    public List<String> list() {
        return BOOKS;
    }

    /** The configuration defines the policy "search". */
    @GET
    @Path("search")
    @Throttled("search")
    public List<String> search(@QueryParam("q") String words) {
        return BOOKS.stream().filter(title -> title.contains(words)).toList();
    }
}
