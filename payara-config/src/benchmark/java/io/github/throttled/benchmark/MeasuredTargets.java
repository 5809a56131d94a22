package io.github.throttled.benchmark;

import io.github.throttled.benchmark.HttpResult.Round;
import io.github.throttled.benchmark.TargetLine.Accuracy;

import java.util.ArrayList;
import java.util.List;

/** The targets of all that was part of a run, with what was measured of each. */
final class MeasuredTargets {

    /** What is left of the speed while an operator looks at the console. */
    private static final Bound CONSOLE_OPEN = Bound.atLeast(0.8);

    private final List<TargetLine> lines = new ArrayList<>();

    private MeasuredTargets() {}

    static List<TargetLine> of(
            List<Result> results, List<LoopResult> loops, List<HttpResult> http) {
        MeasuredTargets targets = new MeasuredTargets();
        results.forEach(result -> targets.addResult(ours(results, result), result));
        loops.forEach(result -> targets.addLoop(loops, result));
        http.forEach(result -> targets.addHttp(http, result));
        return List.copyOf(targets.lines);
    }

    /** Ours on the same work, with as many keys. */
    private static Result ours(List<Result> results, Result result) {
        return results.stream()
                .filter(other -> other.row() == result.row())
                .filter(other -> other.keys() == result.keys())
                .findFirst()
                .orElse(result);
    }

    private void addResult(Result ours, Result result) {
        Target target = result.row().target();
        if (ours == result) {
            if (target.bytes() != null && !ours.bytes().isEmpty()) {
                add(work(ours), "", target.bytes(), ours.bytes().mean(), accuracy(ours));
            }
            return;
        }
        double ratio = ours.figure().mean() / result.figure().mean();
        target.ratio(result.contender(), result.keys())
                .ifPresent(
                        bound ->
                                add(
                                        work(ours),
                                        result.contender().label(),
                                        bound,
                                        ratio,
                                        accuracy(ours)));
    }

    private static String work(Result result) {
        Row row = result.row();
        return row.measure() == Row.Measure.GROWTH
                ? row.work() + ": " + Figures.count(result.keys()) + " keys"
                : row.work();
    }

    private static Accuracy accuracy(Result ours) {
        Outcome outcome = ours.outcome();
        return outcome.allowed() == 0
                ? null
                : new Accuracy(outcome.overAdmitted(), outcome.refusedEarly());
    }

    private void addLoop(List<LoopResult> all, LoopResult result) {
        if (result.loop() != Loop.CONSOLE_OPEN) {
            return;
        }
        LoopResult without =
                all.stream()
                        .filter(other -> other.loop() == Loop.CONSOLE_OFF)
                        .filter(other -> other.threads() == result.threads())
                        .findFirst()
                        .orElseThrow();
        String threads = result.threads() == 1 ? "1 thread" : result.threads() + " threads";
        String work = "%s, %s: console open".formatted(Row.SERVER.work(), threads);
        add(
                work,
                "ours without a console",
                CONSOLE_OPEN,
                result.rate().mean() / without.rate().mean(),
                null);
    }

    private void addHttp(List<HttpResult> all, HttpResult result) {
        Endpoint endpoint = result.endpoint();
        HttpTarget target = endpoint.target();
        if (endpoint.peer() == null) {
            return;
        }
        HttpResult peer =
                all.stream()
                        .filter(other -> other.endpoint() == endpoint.peer())
                        .findFirst()
                        .orElseThrow();
        String work = "HTTP, " + endpoint.label() + ": ";
        String label = peer.endpoint().label();
        add(
                work + "requests/s",
                label,
                target.rate(),
                result.ratios(peer, Round::rate).median(),
                null);
        add(
                work + "p99",
                label,
                target.p99(),
                result.ratios(peer, Round::p99Millis).median(),
                null);
        add(
                work + "processor time",
                label,
                target.cpu(),
                result.differences(peer, Round::cpuMicros).median(),
                null);
    }

    private void add(String work, String peer, Bound bound, double figure, Accuracy accuracy) {
        if (bound != null) {
            lines.add(new TargetLine(work, peer, bound, figure, accuracy));
        }
    }
}
