package io.github.throttled.example.catalogue;

import io.github.throttled.Throttled;

import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Browsing the shelves. */
@Path("books")
@Produces(MediaType.APPLICATION_JSON)
public class BookResource {

    @Inject Catalogue catalogue;

    /** Every book. The limit is said right here; configuration can still override it. */
    @GET
    @Throttled(limit = "100/minute", key = "user|ip")
    public List<Book> list() {
        return catalogue.all();
    }

    /** One book. Its policy is in dry run, so nobody is refused. */
    @GET
    @Path("{id}")
    @Throttled("one-book")
    public Book book(@PathParam("id") int id) {
        return catalogue
                .find(id)
                .orElseThrow(() -> new NotFoundException("There is no book " + id + "."));
    }

    /**
     * A cover for a book, sent by a customer. A client that sends it byte by byte keeps a thread
     * for as long as it likes; so nobody sends more than a few at a time.
     *
     * @return how large it is, as this bookshop has no wall to hang it on
     */
    @POST
    @Path("{id}/cover")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.TEXT_PLAIN)
    @Throttled("uploads")
    public String upload(@PathParam("id") int id, InputStream cover) throws IOException {
        Book book = book(id);
        long size = cover.transferTo(OutputStream.nullOutputStream());
        return "%s has a cover of %d bytes.%n".formatted(book.title(), size);
    }

    /** Books that have all words of {@code q}. It reads the whole catalogue, so it costs more. */
    @GET
    @Path("search")
    @Throttled("search")
    public List<Book> search(@QueryParam("q") String q) {
        if (q == null || q.isBlank()) {
            throw new BadRequestException("Say what to search for: /api/books/search?q=tolstoy");
        }
        return catalogue.search(q);
    }
}
