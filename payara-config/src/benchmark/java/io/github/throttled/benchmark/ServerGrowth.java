package io.github.throttled.benchmark;

import io.github.throttled.benchmark.ServerGrowthRun.Growing;
import io.github.throttled.benchmark.ServerGrowthRun.Taken;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What servers took by the number of their policies or routes. */
final class ServerGrowth {

    private static final String IMAGE = "images/growth-server.svg";

    private static final double MEBIBYTE = 1 << 20;

    private static final Bound MOST_DEPLOYMENT = Bound.atMostMillisMore(400);

    private final Growing growing;
    private final TreeMap<Integer, Taken> taken = new TreeMap<>();

    ServerGrowth(Growing growing) {
        this.growing = growing;
    }

    void add(int count, Taken what) {
        taken.put(count, what);
    }

    /** The section about all of them. */
    static Section section(Taken without, List<ServerGrowth> curves) {
        Map<String, TreeMap<Integer, Double>> drawn = new LinkedHashMap<>();
        StringBuilder table = new StringBuilder();
        StringBuilder sentences = new StringBuilder();
        for (ServerGrowth curve : curves) {
            String label = curve.growing.label();
            drawn.put("deployment, " + label, curve.nanos(t -> t.deployMillis() * 1e6));
            drawn.put("CPU of a request, " + label, curve.nanos(t -> t.cpuMicros() * 1e3));
            curve.taken.forEach((count, t) -> table.append(line(count, label, t)));
            sentences.append(curve.sentence());
        }
        String text =
                """

                ## Growth by policies and routes

                One node of Payara Micro with an application whose paths are limited by routes, `lease=auto`. All paths are asked, one after the other.

                ![Deployment and processor time by the number of policies and routes](%s)

                | | | deployment | heap in use | server's CPU/request |
                | ---: | --- | ---: | ---: | ---: |
                %s%s
                %s"""
                        .formatted(IMAGE, line(0, "without Throttled", without), table, sentences);
        GrowthPlot plot =
                new GrowthPlot(
                        "Deployment and processor time of a request by the number of policies and"
                                + " routes",
                        "policies or routes",
                        drawn);
        List<TargetLine> targets =
                curves.stream().flatMap(curve -> curve.targets(without)).toList();
        return new Section(text, Map.of(IMAGE, plot.svg()), targets);
    }

    /** What the fewest and the most of them add to a deployment. */
    private Stream<TargetLine> targets(Taken without) {
        return Stream.of(taken.firstEntry(), taken.lastEntry())
                .map(
                        entry ->
                                new TargetLine(
                                        "deployment, %s: %s"
                                                .formatted(
                                                        growing.label(),
                                                        Figures.count(entry.getKey())),
                                        "the same application without Throttled",
                                        MOST_DEPLOYMENT,
                                        entry.getValue().deployMillis() - without.deployMillis(),
                                        null));
    }

    private TreeMap<Integer, Double> nanos(ToDoubleFunction<Taken> nanos) {
        TreeMap<Integer, Double> curve = new TreeMap<>();
        taken.forEach((count, t) -> curve.put(count, nanos.applyAsDouble(t)));
        return curve;
    }

    private static String line(int count, String label, Taken taken) {
        return "| %s | %s | %s ms | %s MiB | %s µs |%n"
                .formatted(
                        count == 0 ? "" : Figures.count(count),
                        label,
                        Figures.of(taken.deployMillis()),
                        Figures.of(taken.heap() / MEBIBYTE),
                        Figures.of(taken.cpuMicros()));
    }

    /** How it grows. */
    private String sentence() {
        int more = taken.lastKey() - taken.firstKey();
        Taken first = taken.firstEntry().getValue();
        Taken last = taken.lastEntry().getValue();
        return """
               - **%s**: each adds %s ms to a deployment and %s KiB to the heap. A request costs %s of the processor time with %s of them that it costs with one.
               """
                .formatted(
                        growing.label(),
                        Figures.of((last.deployMillis() - first.deployMillis()) / more),
                        Figures.of((last.heap() - first.heap()) / 1024 / more),
                        Figures.ratio(last.cpuMicros() / first.cpuMicros()),
                        Figures.count(taken.lastKey()));
    }
}
