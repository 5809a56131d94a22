package io.github.throttled.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;

/** Who comes to the console of the bookshop. */
enum Login {
    /** The operator. */
    OLIVIA("olivia", "night-owl"),
    /** A customer, who has no business there. */
    ALICE("alice", "rabbit-hole");

    private final String user;
    private final String password;

    Login(String user, String password) {
        this.user = user;
        this.password = password;
    }

    /** The field {@code Authorization} of HTTP Basic. */
    String authorization() {
        byte[] credentials = both().getBytes(UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    /** Name and password, with a colon between. */
    String both() {
        return user + ":" + password;
    }

    /** The console of a node, with what its log-in wants to know. */
    URI console(Node node, String view) {
        URI plain = node.uri("/throttled/" + view);
        return URI.create(plain.toString().replace("://", "://" + both() + "@"));
    }
}
