package io.github.throttled.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes what a server exports by OTLP over HTTP. Its texts can be read as they are. */
final class TraceReceiver implements AutoCloseable {

    private final List<String> exports = new CopyOnWriteArrayList<>();
    private final HttpServer http;

    private TraceReceiver(HttpServer http) {
        this.http = http;
    }

    static TraceReceiver start() throws IOException {
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TraceReceiver receiver = new TraceReceiver(http);
        http.createContext("/", receiver::take);
        http.start();
        return receiver;
    }

    String endpoint() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** All that came so far. */
    String received() {
        return String.join("\n", exports);
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exports.add(new String(body, StandardCharsets.ISO_8859_1));
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }
}
