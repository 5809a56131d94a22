package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.UUID;

/** The bookshop's own log-in, from several addresses of this machine. */
@ExtendWith(ClusterExtension.class)
class BookshopLoginIT {

    private static final String OWN = "127.0.0.1";
    private static final int TRIES = 20;

    private Cluster cluster;

    @BeforeEach
    void repair(Cluster shared) throws Exception {
        cluster = shared;
        cluster.repair();
    }

    @Test
    void wrong_passwords_from_elsewhere_lock_nobody_out() throws IOException {
        for (String address : List.of("127.0.1.1", "127.0.1.2", "127.0.1.3", "127.0.1.4")) {
            int tried = 0;
            for (int i = 0; i < TRIES; i++) {
                tried += login(i, address, "alice", "wrong") == 401 ? 1 : 0;
            }
            // Five a minute, and two minutes may end meanwhile.
            assertThat(tried).isBetween(5, 15);
        }

        assertThat(login(0, OWN, "alice", "rabbit-hole")).isEqualTo(200);
    }

    @Test
    void the_right_password_forgets_the_wrong_ones_on_all_nodes() throws IOException {
        String address = "127.0.1.5";
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 4; i++) {
                assertThat(login(i, address, "dorian", "wrong")).isEqualTo(401);
            }
            assertThat(login(round, address, "dorian", "portrait")).isEqualTo(200);
        }
    }

    /**
     * The status of an attempt to log in.
     *
     * @param node counted beyond the last one again from the first
     * @param from the client's address
     */
    private int login(int node, String from, String user, String password) throws IOException {
        Node asked = cluster.nodes().get(node % cluster.nodes().size());
        String body = "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password);
        String request =
                """
                POST %s HTTP/1.1\r
                Host: bookshop\r
                Connection: close\r
                Content-Type: application/json\r
                %s: %s\r
                Content-Length: %d\r
                \r
                %s"""
                        .formatted(
                                asked.uri("/api/login").getPath(),
                                Counter.HEADER,
                                UUID.randomUUID(),
                                body.length(),
                                body);
        try (Socket socket =
                new Socket(
                        asked.uri("/").getHost(),
                        asked.uri("/").getPort(),
                        InetAddress.getByName(from),
                        0)) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }
}
