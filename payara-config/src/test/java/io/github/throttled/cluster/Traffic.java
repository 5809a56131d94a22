package io.github.throttled.cluster;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Clients behind a load balancer, which send requests at a steady pace.
 *
 * <p>The balancer does what any does: it sends nothing to a node that it knows to be down, lets a
 * node finish what it has before that is stopped as planned, and when a connection is refused or
 * breaks before there is an answer, it asks the next node. What it cannot hide is an {@linkplain
 * Sent.End#ERROR error}: any answer that is neither an admission nor a complete refusal, 503 where
 * the policy does not say {@code deny}, a request that a node did not answer though nothing was
 * done to it, and one that no node took.
 */
final class Traffic implements AutoCloseable {

    private static final int CLIENTS = 6;

    /** Little enough to leave room for nodes that start. */
    private static final long PACE_MILLIS = 15;

    private static final long PATIENCE_SECONDS = 120;
    private static final int MOST_TRIES = 50;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final History history;
    private final Rotation rotation;
    private final Calls calls;
    private volatile boolean ended;

    private Traffic(History history, Rotation rotation, Calls calls) {
        this.history = history;
        this.rotation = rotation;
        this.calls = calls;
    }

    static Traffic start(History history, Rotation rotation, Calls calls) {
        Traffic traffic = new Traffic(history, rotation, calls);
        for (int client = 0; client < CLIENTS; client++) {
            traffic.threads.execute(traffic::sendAll);
        }
        traffic.threads.execute(traffic::watch);
        return traffic;
    }

    /**
     * Asks a node that is being started whether it is open, and sends the first request that it has
     * to decide as soon as it is. Until then the server has answers of its own: 404, 503, and 500.
     */
    void knockAt(Node node, Runnable opened) {
        threads.execute(() -> knock(node, opened));
    }

    /** Waits for the answers to what is under way. */
    void finish() throws InterruptedException {
        ended = true;
        threads.shutdown();
        if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("Requests are under way after " + PATIENCE_SECONDS + " s.");
        }
    }

    @Override
    public void close() {
        ended = true;
        threads.shutdownNow();
    }

    private void sendAll() {
        try {
            while (!ended) {
                send(calls.next().orElseThrow());
                Thread.sleep(PACE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Counter counter) throws InterruptedException {
        long begin = history.now();
        for (int tries = 0; tries < MOST_TRIES && !ended; tries++) {
            Optional<Node> node = rotation.next();
            if (node.isPresent()) {
                Sent sent = ask(node.get(), counter);
                rotation.ended(node.get());
                history.add(sent);
                if (sent.how() != Sent.End.UNANSWERED) {
                    return;
                }
            } else {
                Thread.sleep(PACE_MILLIS);
            }
        }
        if (!ended) {
            history.add(error(begin, counter, "no node takes it"));
        }
    }

    private Sent error(long begin, Counter counter, String what) {
        return new Sent(begin, history.now(), "-", counter, Sent.End.ERROR, true, what);
    }

    private Sent ask(Node node, Counter counter) throws InterruptedException {
        int before = rotation.disturbances(node);
        long begin = history.now();
        Sent.End how;
        String detail;
        try {
            Answer answer = Shop.ask(node, counter);
            how = Sent.of(answer, counter);
            detail = how == Sent.End.ERROR ? answer.toString() : "";
        } catch (IOException e) {
            how = isCalm(node, before) ? Sent.End.ERROR : Sent.End.UNANSWERED;
            detail = e.toString();
        }
        return new Sent(
                begin, history.now(), node.name(), counter, how, isCalm(node, before), detail);
    }

    private boolean isCalm(Node node, int before) {
        return before % 2 == 0 && rotation.disturbances(node) == before;
    }

    private void knock(Node node, Runnable opened) {
        Counter counter = Counter.unused(Endpoint.SLIDING_LOG);
        try {
            while (node.membersSeen() == 0) {
                Thread.sleep(PACE_MILLIS);
            }
            opened.run();
            Sent first = ask(node, counter);
            history.add(first);
            history.note(node.name() + " decides for the first time: " + first.how());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long requests take that nothing limits: so slow is the machine. */
    private void watch() {
        try {
            while (!ended) {
                Optional<Node> node = rotation.next();
                if (node.isPresent()) {
                    watch(node.get());
                    rotation.ended(node.get());
                }
                Thread.sleep(PACE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Node node) throws InterruptedException {
        int before = rotation.disturbances(node);
        long begin = history.now();
        try {
            Shop.get(node.uri("/api/ready"), BodyHandlers.discarding());
            history.addUnlimited(
                    new Sent(
                            begin,
                            history.now(),
                            node.name(),
                            null,
                            Sent.End.ADMITTED,
                            isCalm(node, before),
                            ""));
        } catch (IOException e) {
            // The limited requests tell.
        }
    }
}
