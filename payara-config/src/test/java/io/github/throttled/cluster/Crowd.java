package io.github.throttled.cluster;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Visitors of the bookshop as there may be on a quiet day, behind a load balancer: some come often
 * and most rarely, now there are more and then fewer, one tries passwords out, and one copies the
 * catalogue.
 */
final class Crowd {

    /** The load balancer is believed who asks, and a busy machine may be late. */
    static final List<String> CONFIG =
            List.of("-Dthrottled.trusted-proxies=127.0.0.1", "-Dthrottled.store.timeout=30s");

    private static final int THREADS = 8;
    private static final int VISITORS = 90;
    private static final double WAVE_SECONDS = 170;

    private final Random random = new Random(42);
    private final long start = System.nanoTime();
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(THREADS);
    private final List<Node> nodes;

    private Crowd(List<Node> nodes) {
        this.nodes = nodes;
    }

    static Crowd start(List<Node> nodes) {
        Crowd crowd = new Crowd(nodes);
        crowd.come(6, () -> crowd.get("/api/books", crowd.visitor()));
        crowd.come(9, () -> crowd.get("/api/books/" + crowd.number(20), crowd.visitor()));
        crowd.come(4, () -> crowd.get("/api/books/search?q=tolstoy", crowd.visitor()));
        crowd.come(0.6, () -> crowd.login(crowd.visitor()));
        crowd.come(0.15, () -> crowd.get("/api/reports/sales", crowd.visitor()));
        crowd.come(1.5, () -> crowd.during(40, 95, () -> crowd.login("203.0.113.66")));
        crowd.come(5, () -> crowd.during(110, 190, crowd::copy));
        return crowd;
    }

    /** Requests of a kind, so many a second on average. */
    private void come(double perSecond, Request request) {
        long millis = Math.round(1000 / perSecond / 2);
        ScheduledFuture<?> started =
                executor.scheduleWithFixedDelay(
                        () -> maybe(request), number(1000), millis, TimeUnit.MILLISECONDS);
        if (started.isCancelled()) {
            throw new AssertionError("Not started");
        }
    }

    private void maybe(Request request) {
        double wave = 0.5 + 0.3 * Math.sin(2 * Math.PI * seconds() / WAVE_SECONDS);
        if (random.nextDouble() > wave) {
            return;
        }
        try {
            request.send();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void during(int from, int to, Request request)
            throws IOException, InterruptedException {
        if (seconds() % 240 > from && seconds() % 240 < to) {
            request.send();
        }
    }

    private void copy() throws IOException, InterruptedException {
        get("/api/books/search?q=the", "198.51.100.23");
        get("/api/books/" + number(20), "198.51.100.23");
    }

    private void get(String path, String visitor) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(node().uri(path)), visitor);
    }

    private void login(String visitor) throws IOException, InterruptedException {
        String body =
                "{\"user\": \"%s\", \"password\": \"%d\"}".formatted("reader-" + number(9), 1234);
        send(
                HttpRequest.newBuilder(node().uri("/api/login"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)),
                visitor);
    }

    private static void send(HttpRequest.Builder request, String visitor)
            throws IOException, InterruptedException {
        Shop.send(request.header("X-Forwarded-For", visitor));
    }

    /** A few of them come much more often than the others. */
    private String visitor() {
        int number = (int) (VISITORS * Math.pow(random.nextDouble(), 2.2));
        return "198.18.%d.%d".formatted(37 * (number + 1) % 256, number + 1);
    }

    private Node node() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private int number(int most) {
        return 1 + random.nextInt(most);
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** They go home. */
    void close() {
        executor.shutdownNow();
    }

    private interface Request {
        void send() throws IOException, InterruptedException;
    }
}
