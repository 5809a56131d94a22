package io.github.throttled.cluster;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Raw requests from one address to all nodes, some at a time, and what their answers have. */
final class Raid {

    static final int ATTACKERS = 8;
    private static final int SILENCE_MILLIS = 15_000;
    private static final int LONGEST_MINUTES = 20;
    private static final Pattern STATUS = Pattern.compile("(?m)^HTTP/1\\.[01] (\\d{3})");

    private final List<Node> nodes;
    private final String from;
    private final Pattern wanted;
    private final Iterator<String> requests;
    private final AtomicInteger attempts = new AtomicInteger();
    private final LongAdder passed = new LongAdder();
    private final Map<String, LongAdder> statuses = new ConcurrentHashMap<>();

    private Raid(List<Node> nodes, String from, Pattern wanted, Stream<String> requests) {
        this.nodes = nodes;
        this.from = from;
        this.wanted = wanted;
        this.requests = requests.iterator();
    }

    /**
     * Sends the requests and waits for what is answered to them.
     *
     * @param from the attacker's address
     * @param wanted what is in an answer that an attacker likes; it may be there more than once
     */
    static Raid run(List<Node> nodes, String from, Pattern wanted, Stream<String> requests)
            throws InterruptedException {
        Raid raid = new Raid(nodes, from, wanted, requests);
        ExecutorService attackers = Executors.newFixedThreadPool(ATTACKERS);
        try {
            for (int attacker = 0; attacker < ATTACKERS; attacker++) {
                attackers.execute(raid::sendAll);
            }
            attackers.shutdown();
            if (!attackers.awaitTermination(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("The raid goes on after " + LONGEST_MINUTES + " minutes");
            }
        } finally {
            attackers.shutdownNow();
        }
        return raid;
    }

    int attempts() {
        return attempts.get();
    }

    long passed() {
        return passed.sum();
    }

    /** How many answers had a status. */
    long answers(String status) {
        return statuses.getOrDefault(status, new LongAdder()).sum();
    }

    @Override
    public String toString() {
        return "answers by status " + statuses;
    }

    private void sendAll() {
        String request = next();
        while (request != null && !Thread.currentThread().isInterrupted()) {
            send(nodes.get(attempts.getAndIncrement() % nodes.size()), request);
            request = next();
        }
    }

    private String next() {
        synchronized (requests) {
            return requests.hasNext() ? requests.next() : null;
        }
    }

    private void send(Node node, String request) {
        try (Wire wire = Wire.open(node, from)) {
            wire.expectSilenceAfter(SILENCE_MILLIS);
            wire.send(request);
            count(wire.readAll());
        } catch (IOException e) {
            throw new AssertionError(node.name() + " takes no connection", e);
        }
    }

    private void count(String answers) {
        passed.add(wanted.matcher(answers).results().count());
        Matcher status = STATUS.matcher(answers);
        boolean any = false;
        while (status.find()) {
            any = true;
            statuses.computeIfAbsent(status.group(1), s -> new LongAdder()).increment();
        }
        if (!any) {
            statuses.computeIfAbsent("none", s -> new LongAdder()).increment();
        }
    }
}
