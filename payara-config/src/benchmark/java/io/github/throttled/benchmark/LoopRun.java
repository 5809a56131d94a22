package io.github.throttled.benchmark;

import io.github.throttled.benchmark.deployed.LoopResource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Has an application on Payara Micro ask limiters, all in one server and in turn.
 *
 * <p>Where an operator looks at the console it is that of another deployment of the application. So
 * nothing that a visit has switched on is still on when the others are measured.
 */
final class LoopRun {

    /** The application is compiled while the server still compiles itself. */
    private static final int WARM_UP_FACTOR = 3;

    private final Plan plan;
    private final Path module;
    private final Path work;

    /**
     * @param module the directory with Payara Micro and its settings
     * @param work where files may be
     */
    LoopRun(Plan plan, Path module, Path work) {
        this.plan = plan;
        this.module = module;
        this.work = work;
    }

    List<LoopResult> run() throws IOException, InterruptedException {
        List<LoopResult> results = LoopResult.none();
        long millis = plan.time().convertTo(TimeUnit.MILLISECONDS);
        try (PayaraMicro server =
                PayaraMicro.start(module, work, List.of(FreePort.find()), wars())) {
            server.awaitReady();
            // The one permit that there is.
            server.get(Loop.DENIED.path(1, 200));
            for (int i = 0; i < plan.warmups(); i++) {
                for (LoopResult result : results) {
                    ask(server, result, WARM_UP_FACTOR * millis);
                }
            }
            for (int i = 0; i < plan.iterations(); i++) {
                for (LoopResult result : results) {
                    double[] answer = ask(server, result, millis);
                    result.rate().add(answer[0] * 1e9 / answer[2]);
                    result.bytes().add(answer[3] / answer[0]);
                }
            }
        }
        System.out.print(LoopTable.of(results));
        return new ArrayList<>(results);
    }

    private List<Path> wars() throws IOException {
        List<Path> wars = new ArrayList<>();
        for (War war : Arrays.stream(Loop.values()).map(Loop::war).collect(Collectors.toSet())) {
            wars.add(war.pack(work));
        }
        return wars;
    }

    private static double[] ask(PayaraMicro server, LoopResult result, long millis)
            throws IOException, InterruptedException {
        if (result.loop() != Loop.CONSOLE_OPEN) {
            return askAlone(server, result, millis);
        }
        try (ConsoleVisit visit =
                ConsoleVisit.open(server, result.loop().war(), LoopResource.POLICY)) {
            double[] answer = askAlone(server, result, millis);
            visit.checkShows(LoopResource.KEY);
            return answer;
        }
    }

    /** A fast wrong answer is no answer. */
    private static double[] askAlone(PayaraMicro server, LoopResult result, long millis)
            throws IOException, InterruptedException {
        Loop loop = result.loop();
        var response = server.get(loop.path(result.threads(), millis));
        String[] answer = response.body().split(" ");
        if (response.statusCode() != 200 || answer.length != 4) {
            throw new IOException(loop + ": " + response + " " + response.body());
        }
        double[] numbers = new double[answer.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Double.parseDouble(answer[i]);
        }
        if (numbers[1] != (loop.isAdmitted() ? numbers[0] : 0)) {
            throw new IllegalStateException(
                    "%s: %s calls, %s admitted".formatted(loop, answer[0], answer[1]));
        }
        return numbers;
    }
}
