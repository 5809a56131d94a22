package io.github.throttled.benchmark;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Measures decisions per second, one fork at a time. */
final class SpeedRun {

    private static final String BYTES = "gc.alloc.rate.norm";

    private final Plan plan;
    private final Path work;

    /**
     * @param work where its files may be
     */
    SpeedRun(Plan plan, Path work) {
        this.plan = plan;
        this.work = work;
    }

    /** What was known, and one more fork. */
    Result fork(Result known, int number) throws RunnerException, IOException {
        Path outcome = work.resolve("outcome");
        Files.deleteIfExists(outcome);
        for (BenchmarkResult fork : run(known, number, outcome).getBenchmarkResults()) {
            fork.getIterationResults()
                    .forEach(i -> known.figure().add(i.getPrimaryResult().getScore()));
            var bytes = fork.getSecondaryResults().get(BYTES);
            if (bytes != null) {
                known.bytes().add(bytes.getScore());
            }
        }
        return known.with(Outcome.read(outcome));
    }

    private RunResult run(Result of, int number, Path outcome) throws RunnerException {
        Row row = of.row();
        Path log =
                work.resolve("%s-%s-%d-%d.log".formatted(row, of.contender(), of.keys(), number));
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include(DecisionBenchmark.class.getName() + ".decide")
                        .param("row", row.name())
                        .param("contender", of.contender().name())
                        .param("keys", Integer.toString(of.keys()))
                        .threads(row.load().threads())
                        .forks(1)
                        .warmupIterations(plan.warmups())
                        .warmupTime(plan.time())
                        .measurementIterations(plan.iterations())
                        .measurementTime(plan.time())
                        .jvmArgsAppend(Outcome.options(outcome))
                        .shouldFailOnError(true)
                        .output(log.toString());
        if (row.measure() == Row.Measure.SPEED_AND_BYTES) {
            // Only there: in the grid threads of others allocate, too.
            options.addProfiler(GCProfiler.class);
        }
        return new Runner(options.build()).runSingle();
    }
}
