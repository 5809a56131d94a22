package io.github.throttled.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;

/** A connection on which a client says what no decent client would, from an address it chooses. */
final class Wire implements AutoCloseable {

    /** For answers that come: a busy machine may be late. */
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;

    private Wire(Socket socket) {
        this.socket = socket;
    }

    /**
     * Connects to a node.
     *
     * @param from an address of this machine
     */
    static Wire open(Node node, String from) throws IOException {
        URI uri = node.uri("/");
        return open(new InetSocketAddress(uri.getHost(), uri.getPort()), from);
    }

    static Wire open(InetSocketAddress to, String from) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(to, PATIENCE_MILLIS);
        return new Wire(socket);
    }

    /** What a node answers to all that is sent, until it closes the connection. */
    static String ask(Node node, String from, String bytes) throws IOException {
        try (Wire wire = open(node, from)) {
            wire.send(bytes);
            return wire.readAll();
        }
    }

    /** Sends each character as a byte. */
    void send(String bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        } catch (SocketException answeredAndClosed) {
            // What it was answered can still be read.
        }
    }

    /** For what may not be answered at all, because the other side waits for more. */
    void expectSilenceAfter(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** Reads until the other side closes the connection, resets it, or is silent for too long. */
    String readAll() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (SocketException | SocketTimeoutException end) {
            // What came before counts.
        }
        return all.toString(ISO_8859_1);
    }

    /** Waits for the first byte; false if there is none. */
    boolean readByte() throws IOException {
        InputStream in = socket.getInputStream();
        try {
            return in.read() >= 0;
        } catch (SocketException | SocketTimeoutException none) {
            return false;
        }
    }

    /** Ends the connection without a goodbye. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
