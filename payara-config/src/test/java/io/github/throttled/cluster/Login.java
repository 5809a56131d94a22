package io.github.throttled.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import java.util.List;

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

    /** System properties with which all who log in from this machine are not one. */
    static List<String> systemProperties() {
        return List.of("-Dthrottled.policy.login-per-ip.key=" + Counter.KEY_SOURCE);
    }

    /** The key of somebody's wrong passwords, sent from this machine. */
    static String failuresOf(String user) {
        return user + "@127.0.0.1";
    }

    /** The field {@code Authorization} of HTTP Basic. */
    String authorization() {
        return basic(both());
    }

    /**
     * The same for anybody.
     *
     * @param both name and password, with a colon between
     */
    static String basic(String both) {
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
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
