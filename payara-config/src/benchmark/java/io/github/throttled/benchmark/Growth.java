package io.github.throttled.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The time of a decision by the number of something, for each contender. */
final class Growth {

    private final Map<Contender, TreeMap<Integer, Double>> nanos = new LinkedHashMap<>();
    private final String counted;

    /**
     * @param counted what grows
     */
    Growth(String counted) {
        this.counted = counted;
    }

    /** By the number of keys. */
    static Growth byKeys(List<Result> results) {
        Growth growth = new Growth("keys");
        for (Result result : results) {
            if (result.row().measure() == Row.Measure.GROWTH) {
                growth.add(result.contender(), result.keys(), nanos(result));
            }
        }
        return growth;
    }

    void add(Contender contender, int count, double nanosEach) {
        nanos.computeIfAbsent(contender, c -> new TreeMap<>()).put(count, nanosEach);
    }

    private static double nanos(Result result) {
        return 1e9 * result.row().load().threads() / result.figure().mean();
    }

    boolean isEmpty() {
        return nanos.isEmpty();
    }

    String svg() {
        Map<String, TreeMap<Integer, Double>> curves = new LinkedHashMap<>();
        nanos.forEach((contender, curve) -> curves.put(contender.label(), curve));
        String title = "Time of a decision by the number of " + counted;
        return new GrowthPlot(title, counted, curves).svg();
    }

    /** A line for each number. */
    String table() {
        TreeSet<Integer> counts = new TreeSet<>();
        nanos.values().forEach(curve -> counts.addAll(curve.keySet()));
        StringJoiner table = new StringJoiner("\n", "", "\n");
        StringJoiner head = new StringJoiner(" | ", "| " + counted + " | ", " |");
        nanos.keySet().forEach(contender -> head.add(contender.label()));
        table.add(head.toString());
        table.add("| ---: " + "| ---: ".repeat(nanos.size()) + "|");
        for (int count : counts) {
            List<String> cells = new ArrayList<>();
            nanos.values().forEach(curve -> cells.add(time(curve.get(count))));
            table.add("| " + Figures.count(count) + " | " + String.join(" | ", cells) + " |");
        }
        return table.toString();
    }

    /** A sentence about each limiter of ours. */
    String sentences() {
        return nanos.entrySet().stream()
                .filter(curve -> curve.getKey().isOurs())
                .map(curve -> sentence(curve.getKey(), curve.getValue()))
                .collect(Collectors.joining());
    }

    private String sentence(Contender contender, TreeMap<Integer, Double> curve) {
        return "- **%s**: with %s %s a decision takes %s of the time that it takes with %s.%n"
                .formatted(
                        contender.label(),
                        Figures.count(curve.lastKey()),
                        counted,
                        Figures.ratio(curve.lastEntry().getValue() / curve.firstEntry().getValue()),
                        Figures.count(curve.firstKey()));
    }

    static String time(Double nanos) {
        if (nanos == null) {
            return "";
        }
        return nanos >= 1_000 ? Figures.of(nanos / 1_000) + " µs" : Figures.of(nanos) + " ns";
    }
}
