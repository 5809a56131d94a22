package io.github.throttled.cluster;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * A decent client of all nodes, who asks for a book again and again and minds how long that takes
 * while others behave badly. It comes through a trusted proxy.
 */
final class Bystander {

    private static final String ADDRESS = "192.0.2.1";
    private static final long PACE_MILLIS = 5;

    private final List<Node> nodes;
    private final Thread thread = new Thread(this::askAgainAndAgain, "bystander");
    private List<Long> micros = new ArrayList<>();
    private List<String> surprises = new ArrayList<>();

    private Bystander(List<Node> nodes) {
        this.nodes = nodes;
    }

    static Bystander start(List<Node> nodes) {
        Bystander bystander = new Bystander(nodes);
        bystander.thread.start();
        return bystander;
    }

    /** What has happened to it since it was last asked. */
    synchronized Experience experience() {
        Experience experience = new Experience(micros.stream().sorted().toList(), surprises);
        micros = new ArrayList<>();
        surprises = new ArrayList<>();
        return experience;
    }

    private void askAgainAndAgain() {
        try {
            for (int call = 0; !Thread.currentThread().isInterrupted(); call++) {
                ask(nodes.get(call % nodes.size()));
                Thread.sleep(PACE_MILLIS);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(Node node) throws InterruptedException {
        long begin = System.nanoTime();
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(node.uri(AbuseShop.BYSTANDER.path()))
                            .header("X-Forwarded-For", ADDRESS);
            int status = Shop.send(request).statusCode();
            add((System.nanoTime() - begin) / 1000, status == 200 ? "" : "status " + status);
        } catch (IOException e) {
            add((System.nanoTime() - begin) / 1000, e.toString());
        }
    }

    private synchronized void add(long took, String surprise) {
        micros.add(took);
        if (!surprise.isEmpty()) {
            surprises.add(surprise);
        }
    }

    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    /**
     * How it was served.
     *
     * @param micros how long each request took, in microseconds, the shortest first
     * @param surprises what it got instead of the book
     */
    record Experience(List<Long> micros, List<String> surprises) {

        double medianMillis() {
            return percentileMillis(50);
        }

        double p99Millis() {
            return percentileMillis(99);
        }

        private double percentileMillis(int percent) {
            return micros.isEmpty() ? 0 : micros.get((micros.size() - 1) * percent / 100) / 1000.0;
        }
    }
}
