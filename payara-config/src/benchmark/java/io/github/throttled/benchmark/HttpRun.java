package io.github.throttled.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Asks all endpoints of one server over HTTP, in turn and again and again. The server is a member
 * of a cluster of two; each fork has a new one.
 */
final class HttpRun {

    /** A server is slow before much more of it is compiled than of a limiter alone. */
    private static final int WARM_UP_FACTOR = 3;

    private final Plan plan;
    private final Path module;
    private final Path work;

    /**
     * @param module the directory with Payara Micro and its settings
     * @param work where files may be
     */
    HttpRun(Plan plan, Path module, Path work) {
        this.plan = plan;
        this.module = module;
        this.work = work;
    }

    /** Runs it; nothing comes of it where there is no load generator. */
    List<HttpResult> run() throws IOException, InterruptedException {
        if (!Wrk.isInstalled()) {
            System.out.println("HTTP is left out: wrk is not installed.");
            return List.of();
        }
        List<HttpResult> results = new ArrayList<>();
        for (Endpoint endpoint : Endpoint.values()) {
            results.add(HttpResult.none(endpoint));
        }
        for (int fork = 1; fork <= plan.forks(); fork++) {
            fork(results);
            System.out.printf("fork %d of HTTP:%n%s", fork, HttpTable.of(results));
        }
        return results;
    }

    private void fork(List<HttpResult> results) throws IOException, InterruptedException {
        try (HttpServers servers = HttpServers.start(module, work)) {
            PayaraMicro server = servers.asked();
            for (int i = 0; i < plan.warmups(); i++) {
                round(server, WARM_UP_FACTOR * seconds());
            }
            for (int i = 0; i < plan.iterations(); i++) {
                var round = round(server, seconds());
                results.forEach(result -> result.add(round.get(result.endpoint())));
            }
        }
    }

    /** At least one, and whole: wrk knows nothing smaller. */
    private long seconds() {
        return Math.max(1, plan.time().convertTo(TimeUnit.SECONDS));
    }

    private static Map<Endpoint, HttpResult.Round> round(PayaraMicro server, long seconds)
            throws IOException, InterruptedException {
        Map<Endpoint, HttpResult.Round> round = new EnumMap<>(Endpoint.class);
        for (Endpoint endpoint : Endpoint.values()) {
            endpoint.check(server);
            long before = server.cpu().toNanos();
            Wrk.Answers answers = Wrk.ask(server.uri(endpoint.path()), seconds);
            long cpu = server.cpu().toNanos() - before;
            checkAll(endpoint, answers);
            round.put(
                    endpoint,
                    new HttpResult.Round(
                            answers.rate(), answers.p99Millis(), cpu / 1e3 / answers.requests()));
        }
        return round;
    }

    private static void checkAll(Endpoint endpoint, Wrk.Answers answers) {
        long notOk = endpoint.status() < 400 ? 0 : answers.requests();
        if (answers.notOk() != notOk) {
            throw new IllegalStateException(
                    "%s: %d of %d answers have a status from 400."
                            .formatted(endpoint, answers.notOk(), answers.requests()));
        }
    }
}
