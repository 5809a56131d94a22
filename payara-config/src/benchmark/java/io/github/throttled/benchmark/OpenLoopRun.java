package io.github.throttled.benchmark;

import io.github.throttled.load.ConstantRate;
import io.github.throttled.load.ConstantRate.Answers;
import io.github.throttled.load.ConstantRate.Request;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Asks endpoints at a constant rate, as clients do who do not wait for each other: each at a part
 * of what it can answer, and the resource without Throttled at the same rate, in turn.
 */
final class OpenLoopRun {

    /** Far more than answers are under way, so that requests need not wait for a connection. */
    private static final int CONNECTIONS = 64;

    private static final List<Endpoint> ENDPOINTS =
            List.of(Endpoint.LEASED, Endpoint.LOCAL, Endpoint.STRICT, Endpoint.DENIED);

    private static final List<Double> PARTS = List.of(0.5, 0.8);

    /** Rare answers need more of them than a mean does. */
    private static final int TIME_FACTOR = 3;

    private final Plan plan;
    private final Path module;
    private final Path work;

    /**
     * @param module the directory with Payara Micro and its settings
     * @param work where files may be
     */
    OpenLoopRun(Plan plan, Path module, Path work) {
        this.plan = plan;
        this.module = module;
        this.work = work;
    }

    /** Runs it, and describes what came of it. */
    Section run() throws IOException, InterruptedException {
        List<OpenLoopResult> results = new ArrayList<>();
        for (Endpoint endpoint : ENDPOINTS) {
            PARTS.forEach(part -> results.add(OpenLoopResult.none(endpoint, part)));
        }
        for (int fork = 1; fork <= plan.forks(); fork++) {
            fork(results);
        }
        String text = OpenLoopTable.of(results, CONNECTIONS);
        System.out.println(text);
        return Section.of(text);
    }

    private void fork(List<OpenLoopResult> results) throws IOException, InterruptedException {
        try (HttpServers servers = HttpServers.start(module, work)) {
            PayaraMicro server = servers.asked();
            ConstantRate load = new ConstantRate(List.of(server.uri("/")), CONNECTIONS);
            Map<Endpoint, Double> capacities = capacities(load);
            for (OpenLoopResult result : results) {
                double rate = capacities.get(result.endpoint()) * result.part();
                result.rate().add(rate);
                for (int i = 0; i < plan.iterations(); i++) {
                    result.unthrottled().add(ask(server, load, Endpoint.UNTHROTTLED, rate).nanos());
                    result.throttled().add(ask(server, load, result.endpoint(), rate).nanos());
                }
            }
        }
    }

    /** How many requests each second they answer at most; warms them up as well. */
    private Map<Endpoint, Double> capacities(ConstantRate load)
            throws IOException, InterruptedException {
        Map<Endpoint, Double> capacities = new EnumMap<>(Endpoint.class);
        for (int i = 0; i < plan.warmups(); i++) {
            for (Endpoint endpoint : Endpoint.values()) {
                capacities.put(endpoint, load.capacity(time(), n -> Request.of(endpoint.path())));
            }
        }
        return capacities;
    }

    private Answers ask(PayaraMicro server, ConstantRate load, Endpoint endpoint, double rate)
            throws IOException, InterruptedException {
        endpoint.check(server);
        Answers answers = load.ask(rate, time(), n -> Request.of(endpoint.path()));
        long expected = endpoint.status() < 400 ? answers.admitted() : answers.rejected();
        if (expected != answers.requests()) {
            throw new IllegalStateException(
                    "%s: %d of %d answers have another status."
                            .formatted(
                                    endpoint, answers.requests() - expected, answers.requests()));
        }
        return answers;
    }

    private Duration time() {
        return Duration.ofMillis(TIME_FACTOR * plan.time().convertTo(TimeUnit.MILLISECONDS));
    }
}
