package io.github.throttled.benchmark;

import org.openjdk.jmh.runner.options.TimeValue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/**
 * How long and how often, as system properties say.
 *
 * @param rows what is measured
 * @param forks processes for each contender
 * @param warmups iterations that do not count
 * @param iterations iterations that do
 * @param time of an iteration
 * @param mostKeys no row has more
 * @param quick whether this only tries whether it works
 */
record Plan(
        Set<Row> rows,
        int forks,
        int warmups,
        int iterations,
        TimeValue time,
        int mostKeys,
        boolean quick) {

    private static final String PREFIX = "benchmark.";

    static Plan read() {
        boolean quick = Boolean.getBoolean(PREFIX + "quick");
        return new Plan(
                rows(System.getProperty(PREFIX + "rows", "")),
                Integer.getInteger(PREFIX + "forks", 1),
                Integer.getInteger(PREFIX + "warmups", quick ? 1 : 4),
                Integer.getInteger(PREFIX + "iterations", quick ? 2 : 4),
                TimeValue.milliseconds(Integer.getInteger(PREFIX + "millis", quick ? 300 : 1_000)),
                quick ? 10_000 : Integer.MAX_VALUE,
                quick);
    }

    List<Integer> keys(Row row) {
        return row.load().keys().stream().map(keys -> Math.min(keys, mostKeys)).distinct().toList();
    }

    /** Ours and all peers; to try whether it works, ours and those whom the target speaks of. */
    List<Contender> contenders(Row row) {
        List<Contender> all = row.contenders();
        if (!quick) {
            return all;
        }
        Set<Contender> peers = row.target().peers();
        return peers.isEmpty()
                ? all.subList(0, 2)
                : all.stream().filter(c -> c == all.get(0) || peers.contains(c)).toList();
    }

    /** Whether the result is worth publishing: all of it, measured properly. */
    boolean complete() {
        return !quick && rows.size() == Row.values().length;
    }

    /** Where the results go: into the manual only if they are complete. */
    Path directory(Path module) {
        return module.resolve(complete() ? "../ratelimit-interceptor/docs" : "target/benchmarks");
    }

    /** What makes this plan again. */
    String command() {
        StringJoiner command = new StringJoiner(" ").add("mvn -Pbenchmark verify");
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX))
                .filter(name -> !System.getProperty(name).isBlank())
                .sorted()
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        return command.toString();
    }

    private static Set<Row> rows(String names) {
        EnumSet<Row> rows = EnumSet.noneOf(Row.class);
        Arrays.stream(names.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> Row.valueOf(name.toUpperCase().replace('-', '_')))
                .forEach(rows::add);
        return rows.isEmpty() ? EnumSet.allOf(Row.class) : rows;
    }
}
