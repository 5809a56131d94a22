package io.github.throttled.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/** A request whose body takes as long as a test wants. */
final class SlowUpload implements AutoCloseable {

    /** How many may be under way at a time; one key is one value of the header. */
    static final int AT_A_TIME = 4;

    private static final String POLICY = "-Dthrottled.policy.uploads.";

    private static final int LONG = 100_000;
    private static final int PATIENCE_MILLIS = 60_000;

    private final Node node;
    private final String client;
    private final int size;
    private Socket socket;
    private int rest;

    private SlowUpload(Node node, String client, int size) {
        this.node = node;
        this.client = client;
        this.size = size;
    }

    /** System properties that configure it. */
    static List<String> systemProperties() {
        return List.of(POLICY + "limit=" + AT_A_TIME, POLICY + "key=" + Counter.KEY_SOURCE);
    }

    /** One that can {@link #goOn go on} for long. */
    static SlowUpload begin(Node node, String client) throws IOException {
        return begin(node, client, LONG);
    }

    /** The status of the answer to one that is over at once. */
    static int quick(Node node, String client) throws IOException {
        return begin(node, client, 1).finish();
    }

    private static SlowUpload begin(Node node, String client, int size) throws IOException {
        SlowUpload upload = new SlowUpload(node, client, size);
        upload.begin();
        return upload;
    }

    /** Sends some more, or begins again if it has been refused. */
    void goOn() throws IOException {
        if (isAnswered()) {
            close();
            begin();
        } else {
            send(1);
        }
    }

    /** Whether there is an answer, which can only be a refusal. */
    boolean isAnswered() throws IOException {
        return socket.getInputStream().available() > 0;
    }

    /** Sends the rest, and tells the status of the answer. */
    int finish() throws IOException {
        if (!isAnswered()) {
            send(rest);
        }
        var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        int status = Integer.parseInt(answer.readLine().split(" ")[1]);
        close();
        return status;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void begin() throws IOException {
        URI uri = node.uri("/api/books/1/cover");
        socket = new Socket(InetAddress.getByName(uri.getHost()), uri.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        rest = size;
        String request =
                "POST %s HTTP/1.1\r\nHost: %s\r\n%s: %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
                        .formatted(uri.getPath(), uri.getAuthority(), Counter.HEADER, client, rest);
        socket.getOutputStream().write(request.getBytes(US_ASCII));
    }

    private void send(int bytes) throws IOException {
        socket.getOutputStream().write(new byte[bytes]);
        rest -= bytes;
    }
}
