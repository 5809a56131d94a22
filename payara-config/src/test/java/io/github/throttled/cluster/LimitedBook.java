package io.github.throttled.cluster;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.Stream;

/** A book that has a limit of its own. */
interface LimitedBook extends Limited {

    /** What limits it. */
    Route route();

    /** System properties that configure its limit. */
    List<String> properties();

    @Override
    default HttpRequest.Builder request(Node node) {
        return HttpRequest.newBuilder(node.uri(route().path()));
    }

    @Override
    default int statusWhenAdmitted() {
        return 200;
    }

    /** System properties that configure all of these. */
    static List<String> properties(LimitedBook... books) {
        return Stream.of(books).flatMap(book -> book.properties().stream()).toList();
    }
}
