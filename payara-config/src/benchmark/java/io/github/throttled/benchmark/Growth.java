package io.github.throttled.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/** The time of a decision by the number of keys, for each contender. */
final class Growth {

    private final Map<Contender, TreeMap<Integer, Double>> nanos = new LinkedHashMap<>();

    Growth(List<Result> results) {
        for (Result result : results) {
            if (result.row().measure() == Row.Measure.GROWTH) {
                nanos.computeIfAbsent(result.contender(), c -> new TreeMap<>())
                        .put(result.keys(), nanos(result));
            }
        }
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
        return new GrowthPlot("Time of a decision by the number of keys", "keys", curves).svg();
    }

    /** A line for each number of keys. */
    String table() {
        TreeSet<Integer> keys = new TreeSet<>();
        nanos.values().forEach(curve -> keys.addAll(curve.keySet()));
        StringJoiner table = new StringJoiner("\n", "", "\n");
        StringJoiner head = new StringJoiner(" | ", "| keys | ", " |");
        nanos.keySet().forEach(contender -> head.add(contender.label()));
        table.add(head.toString());
        table.add("| ---: " + "| ---: ".repeat(nanos.size()) + "|");
        for (int count : keys) {
            List<String> cells = new ArrayList<>();
            nanos.values().forEach(curve -> cells.add(time(curve.get(count))));
            table.add("| " + Figures.count(count) + " | " + String.join(" | ", cells) + " |");
        }
        return table.toString();
    }

    static String time(Double nanos) {
        if (nanos == null) {
            return "";
        }
        return nanos >= 1_000 ? Figures.of(nanos / 1_000) + " µs" : Figures.of(nanos) + " ns";
    }
}
