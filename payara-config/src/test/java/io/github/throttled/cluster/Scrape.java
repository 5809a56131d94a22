package io.github.throttled.cluster;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What nodes tell a collector of metrics. */
final class Scrape {

    private static final Pattern DECISIONS = metric("decisions_total");
    private static final Pattern KEYS = metric("keys");
    private static final Pattern WAITING = metric("waiting");

    private final List<String> texts;

    private Scrape(List<String> texts) {
        this.texts = texts;
    }

    private static Pattern metric(String name) {
        return Pattern.compile("(?m)^throttled_" + name + "\\{(.*)\\} (\\S+)$");
    }

    /** All nodes, one after the other. */
    static Scrape of(List<Node> nodes) throws IOException, InterruptedException {
        String[] texts = new String[nodes.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = Shop.get(nodes.get(i).uri("/metrics"), BodyHandlers.ofString()).body();
        }
        return new Scrape(List.of(texts));
    }

    /** Decisions of a policy, of all nodes together. */
    long decisions(String policy, String outcome) {
        return texts.stream()
                .mapToLong(
                        text ->
                                sum(
                                        DECISIONS,
                                        text,
                                        label("policy", policy),
                                        label("outcome", outcome)))
                .sum();
    }

    /** Counters of a policy that the nodes keep, all together. */
    long keys(String policy) {
        return texts.stream().mapToLong(text -> sum(KEYS, text, label("policy", policy))).sum();
    }

    /** Calls that wait for their turn, on all nodes together. */
    long waiting() {
        return texts.stream().mapToLong(text -> sum(WAITING, text)).sum();
    }

    /** How many nodes have told of decisions of a policy, whatever they were. */
    long nodesWith(String policy) {
        return texts.stream()
                .filter(text -> sum(DECISIONS, text, label("policy", policy)) > 0)
                .count();
    }

    boolean contains(String text) {
        return texts.stream().anyMatch(scraped -> scraped.contains(text));
    }

    private static String label(String name, String value) {
        return name + "=\"" + value + '"';
    }

    private static long sum(Pattern metric, String text, String... labels) {
        return metric.matcher(text)
                .results()
                .filter(line -> Stream.of(labels).allMatch(line.group(1)::contains))
                .mapToLong(line -> (long) Double.parseDouble(line.group(2)))
                .sum();
    }
}
