package io.github.throttled.cluster;

import java.net.http.HttpRequest;

/** Something in the bookshop that is limited. */
interface Limited {

    /** A request for it, which does not say yet where it shall be counted. */
    HttpRequest.Builder request(Node node);

    int statusWhenAdmitted();
}
