package io.github.throttled.cluster;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What a chaos run has shown, in Markdown. */
final class ChaosReport {

    private final long seed;
    private final History history;
    private final List<Sent> sent;
    private final Map<Counter, List<Sent>> admitted;
    private final long begin;
    private final Counter bucket;
    private final Duration maxWait;

    /**
     * The report of a run that is over.
     *
     * @param begin when the bucket was full, in milliseconds since the run began
     * @param bucket where {@link ChaosBook#TOKENS} were counted
     * @param maxWait the longest that a node waits for the grid
     */
    ChaosReport(long seed, History history, long begin, Counter bucket, Duration maxWait) {
        this.seed = seed;
        this.history = history;
        this.sent = history.sent();
        this.admitted = history.admitted();
        this.begin = begin;
        this.bucket = bucket;
        this.maxWait = maxWait;
    }

    String text() {
        return Stream.of(
                        "# Chaos run with seed " + seed,
                        "",
                        "| what | measured |",
                        "| --- | --- |",
                        row("length", seconds(history.now()) + " s"),
                        row("decisions", decisions()),
                        row("errors that clients saw", history.errors().size()),
                        row("requests that the balancer sent again", count(Sent.End.UNANSWERED)),
                        row("over-admission with `deny`", exactCounters()),
                        row("over-admission with `local`", localCounters()),
                        row("a bucket, used all the time", bucketSurplus()),
                        row("charged, but not admitted", charged()),
                        row("longest answer of a node left in peace", latency(sent)),
                        row("the same without a limit", latency(history.unlimited())),
                        "",
                        "A node waits for the grid for %d ms at most. A time until recovery is that from an event until the last answer before the next event that was given without the grid."
                                .formatted(maxWait.toMillis()),
                        "",
                        "| event | times | answers without the grid | longest until recovery |",
                        "| --- | --- | --- | --- |",
                        faults(),
                        "",
                        "| second | event |",
                        "| --- | --- |",
                        history.events().stream()
                                .map(event -> row(seconds(event.millis()), event.what()))
                                .collect(Collectors.joining("\n")),
                        "")
                .collect(Collectors.joining("\n"));
    }

    /** How many calls more than could be were admitted by the bucket at the worst time; or less. */
    static long surplus(List<Sent> admissions, long begin) {
        long[] ends = admissions.stream().mapToLong(Sent::end).sorted().toArray();
        return LongStream.range(0, ends.length)
                .map(i -> i + 1 - ChaosBook.mostWithin(ends[(int) i] - begin))
                .max()
                .orElse(0);
    }

    private static String row(String what, Object measured) {
        return "| " + what + " | " + measured + " |";
    }

    private static String seconds(long millis) {
        return "%.1f".formatted(millis / 1000.0);
    }

    private String decisions() {
        return "%d: %d admitted, %d refused, %d refused because the grid did not answer"
                .formatted(
                        count(Sent.End.ADMITTED)
                                + count(Sent.End.REFUSED)
                                + count(Sent.End.REDUCED),
                        count(Sent.End.ADMITTED),
                        count(Sent.End.REFUSED),
                        count(Sent.End.REDUCED));
    }

    private long count(Sent.End how) {
        return history.count(how);
    }

    private String exactCounters() {
        return counters(
                counter ->
                        counter.limited() != ChaosBook.LOCAL
                                && counter.limited() != ChaosBook.TOKENS);
    }

    private String localCounters() {
        return counters(counter -> counter.limited() == ChaosBook.LOCAL);
    }

    private String counters(Predicate<Counter> which) {
        List<Integer> sizes =
                admitted.entrySet().stream()
                        .filter(entry -> which.test(entry.getKey()))
                        .map(entry -> entry.getValue().size())
                        .toList();
        return "%d calls, by %d of %d counters; at most %d of %d by one"
                .formatted(
                        sizes.stream().mapToInt(size -> Math.max(0, size - Endpoint.QUOTA)).sum(),
                        sizes.stream().filter(size -> size > Endpoint.QUOTA).count(),
                        sizes.size(),
                        sizes.stream().mapToInt(size -> size).max().orElse(0),
                        Endpoint.QUOTA);
    }

    private String bucketSurplus() {
        List<Sent> calls = admitted.get(bucket);
        return "%d admitted, never more than %d below what had come back"
                .formatted(calls.size(), -surplus(calls, begin));
    }

    private String charged() {
        long lost =
                admitted.entrySet().stream()
                        .filter(entry -> entry.getKey().limited() != ChaosBook.TOKENS)
                        .mapToLong(entry -> Math.max(0, Endpoint.QUOTA - entry.getValue().size()))
                        .sum();
        long all =
                admitted.keySet().stream()
                                .filter(counter -> counter.limited() != ChaosBook.TOKENS)
                                .count()
                        * Endpoint.QUOTA;
        return "%d of %d permits".formatted(lost, all);
    }

    private static String latency(List<Sent> calls) {
        long[] calm = calls.stream().filter(Sent::calm).mapToLong(Sent::millis).sorted().toArray();
        return calm.length == 0
                ? "none"
                : "%d ms; of a hundred, 99 took %d ms at most"
                        .formatted(calm[calm.length - 1], calm[(calm.length - 1) * 99 / 100]);
    }

    /** A row for each kind of event. */
    private String faults() {
        List<History.Event> faults =
                history.events().stream().filter(event -> !event.kind().isEmpty()).toList();
        Map<String, long[]> kinds = new TreeMap<>();
        for (int i = 0; i < faults.size(); i++) {
            long from = faults.get(i).millis();
            long to = i + 1 < faults.size() ? faults.get(i + 1).millis() : Long.MAX_VALUE;
            List<Sent> reduced =
                    sent.stream()
                            .filter(call -> call.how() == Sent.End.REDUCED)
                            .filter(call -> call.end() >= from && call.end() < to)
                            .toList();
            long last = reduced.stream().map(Sent::end).max(Comparator.naturalOrder()).orElse(from);
            long[] sum = kinds.computeIfAbsent(faults.get(i).kind(), kind -> new long[3]);
            sum[0]++;
            sum[1] += reduced.size();
            sum[2] = Math.max(sum[2], last - from);
        }
        return kinds.entrySet().stream()
                .map(
                        kind ->
                                "| %s | %d | %d | %d ms |"
                                        .formatted(
                                                kind.getKey(),
                                                kind.getValue()[0],
                                                kind.getValue()[1],
                                                kind.getValue()[2]))
                .collect(Collectors.joining("\n"));
    }
}
