package io.github.throttled.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * A connection for requests without a body, which is kept open for as long as the server likes. It
 * does the least that a client of HTTP/1.1 may do, since it shares its machine with the server it
 * measures: {@link java.net.http.HttpClient} takes more processor time than the answer does.
 */
final class HttpConnection implements Closeable {

    /** A machine that is busy answers late. */
    private static final int PATIENCE_MILLIS = 60_000;

    private static final String LENGTH = "content-length:";
    private static final String CHUNKED = "transfer-encoding:";
    private static final String CLOSES = "connection: close";

    private final URI server;
    private final StringBuilder line = new StringBuilder();
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    HttpConnection(URI server) throws IOException {
        this.server = server;
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /**
     * Sends a request, and reads the answer to its end.
     *
     * @param path with its query
     * @param fields lines of the head, each with CRLF at its end
     * @return the status
     */
    int get(String path, String fields) throws IOException {
        String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
        out.write(head.getBytes(ISO_8859_1));
        String status = readLine();
        long length = 0;
        boolean closes = false;
        for (String field = readLine(); !field.isEmpty(); field = readLine()) {
            String lower = field.toLowerCase(Locale.ROOT);
            if (lower.startsWith(CHUNKED)) {
                throw new IOException("The answer comes in chunks, which this client cannot read.");
            }
            closes |= lower.equals(CLOSES);
            if (lower.startsWith(LENGTH)) {
                length = Long.parseLong(lower.substring(LENGTH.length()).strip());
            }
        }
        in.skipNBytes(length);
        if (closes) {
            // Servers do so after some hundred requests.
            socket.close();
            connect();
        }
        return Integer.parseInt(status.split(" ")[1]);
    }

    private String readLine() throws IOException {
        line.setLength(0);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The server has closed the connection.");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
