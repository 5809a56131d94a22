package io.github.throttled.benchmark;

import org.openjdk.jmh.runner.RunnerException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the comparison, and writes it down.
 *
 * <p>Contenders take turns, a fork of each, before the next fork of the first: what else the
 * machine does meanwhile then hits all alike.
 */
public final class Comparison {

    private final Plan plan;
    private final SpeedRun speed;

    private Comparison(Plan plan, Path work) {
        this.plan = plan;
        this.speed = new SpeedRun(plan, work);
    }

    /**
     * Runs it.
     *
     * @param args the directory of the module
     */
    public static void main(String[] args)
            throws IOException, RunnerException, InterruptedException {
        Path module = Path.of(args[0]);
        Plan plan = Plan.read();
        Path work = Files.createDirectories(module.resolve("target/benchmarks"));
        Comparison comparison = new Comparison(plan, work);
        Report report = new Report(plan, plan.directory(module));
        List<Result> results = new ArrayList<>();
        List<HttpResult> http = new ArrayList<>();
        List<LoopResult> loops = new ArrayList<>();
        List<Section> sections = new ArrayList<>();
        for (Row row : plan.rows()) {
            if (row.measure() == Row.Measure.SERVER) {
                loops.addAll(new LoopRun(plan, module, work).run());
            } else if (row.measure() == Row.Measure.HTTP) {
                http.addAll(new HttpRun(plan, module, work).run());
            } else if (row.measure() == Row.Measure.HTTP_OPEN) {
                sections.add(new OpenLoopRun(plan, module, work).run());
            } else if (row.measure() == Row.Measure.GROWTH_MEMBERS) {
                sections.add(new MembersRun(plan).run());
            } else if (row.measure() == Row.Measure.GROWTH_SERVER) {
                sections.add(new ServerGrowthRun(plan, module, work).run());
            } else {
                results.addAll(comparison.run(row));
            }
            // What there is survives whatever happens to the rest.
            new Report(plan, work).write(results, loops, http, sections);
        }
        System.out.println("Written: " + report.write(results, loops, http, sections));
        checkOurs(results);
    }

    /** What peers admit too much is for the table to tell; of ours it is an error. */
    private static void checkOurs(List<Result> results) {
        List<String> wrong =
                results.stream()
                        .filter(result -> result.contender().isOurs())
                        .filter(result -> result.outcome().overAdmitted() > 0)
                        .map(result -> result.row() + " " + result.contender())
                        .toList();
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("Throttled has admitted too many: " + wrong);
        }
    }

    private List<Result> run(Row row) throws IOException, RunnerException, InterruptedException {
        List<Result> results = new ArrayList<>();
        for (int keys : plan.keys(row)) {
            for (Contender contender : plan.contenders(row)) {
                results.add(Result.none(row, contender, keys));
            }
        }
        for (int fork = 1; fork <= plan.forks(); fork++) {
            for (int i = 0; i < results.size(); i++) {
                results.set(i, run(results.get(i), fork));
                System.out.println(Progress.of(results.get(i), fork));
            }
        }
        return results;
    }

    private Result run(Result known, int fork)
            throws IOException, RunnerException, InterruptedException {
        if (known.row().measure() == Row.Measure.HEAP) {
            HeapRun.measure(known);
            return known;
        }
        return speed.fork(known, fork);
    }
}
