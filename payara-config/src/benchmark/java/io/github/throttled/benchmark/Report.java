package io.github.throttled.benchmark;

import com.hazelcast.instance.BuildInfoProvider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Writes benchmarks.md, a page of the manual, and its plot. */
final class Report {

    private static final String GROWTH = "images/growth.svg";

    private static final String TEXT =
            """
            # Benchmarks

            Written by `%s` on %s: %s.

            %d forks of %d warm-up and %d measured iterations of %d ms for each line; `±` is half of the 99.9%% confidence interval. Contenders
            take turns, a fork of each, so that whatever else the machine does meanwhile hits all alike. Callers, Hazelcast and the other
            member share these cores, so ratios count, not figures.

            ## How it is measured

            - **One grid for all**: Hazelcast %s on loopback, one member in the callers' process and one in its own, with one backup; where two nodes are asked,
              they are two members in the callers' process, with the third in its own. Each fork has a new cluster.
              A hot key, and all keys where there is one thread, live on the member that only stores, so that each decision needs a round trip; otherwise each member has its share of the keys. Bucket4j's map has the settings of ours.
            - **The same question**: may this key have one more permit? Every limiter has a quota per window that the run does not exhaust, but where the row says *denied*.
              Bucket4j refills its bucket all at once at the end of the window. Its proxies in the grid are kept, not made anew for each call. In process, peers that know no keys are called without a look-up; ours finds its key each time.
            - **The road that users take**: Throttled is deployed as in an application, in a container of CDI (Weld) with a configuration and all statistics that an application has, and
              asked through the `RateLimiter` that is injected, through a bean with an annotation, or over HTTP. Peers are asked by their public call; Bucket4j has two, of which `tryConsumeAndReturnRemaining` tells as much as our answer does. Where nothing is said, it is `tryConsume`.
            - **Answers are checked**: in what was measured, whether the limiter has counted what it admitted; and after each fork, in an exam: twice as many calls as there are permits, by the
              same number of threads, in the grid on two nodes at once. What a bucket gets back meanwhile may be taken as well. `admitted / allowed` is the sum of the exams; refused too early are calls that found no permit though there was one.
            - **Warmed up**: one thread asks alone for two seconds, and then all do, before anything counts. Among 64 callers on two cores the compiler is one of many, and what is measured before it has finished is something else.
            - **Delayed sync** of Bucket4j may keep 100 permits and one second from the grid. It is not strict, and in the table to show what that gains and costs.
            - **Heap** is that of the process that only stores, after a collection: %s keys of 21 characters, each there once, as an entry or as a backup.

            ## Speed, memory and accuracy

            %s
            """;

    /** Where a row was missed or nearly so. */
    private static final String BOUNDS =
            """

            ## What bounds it

            Looked at once, by hand, and not with each run. No figure here is of the run above.

            - **One hot key, many threads**: the last line of the row decides nothing and asks no grid: callers are put to sleep, and one thread wakes all who wait. Each decision costs both once,
              whoever makes it. Leases are what helps.
            - **One hot key, four threads**: operations follow one another, and few callers share one. A round trip passes several threads of Hazelcast in two processes; nothing of ours is on its way.
            - **One hot key, two nodes**: of two nodes that change a key at once one is defeated, reads it again and waits a little; processors of entries queue up where the entry is. Leases are what helps here, too.
            - **The same key from two nodes in turn**: a node has to see what the other has stored, and asks for it: one round trip more for each decision. Hazelcast's public API does not show a node the copy
              that it keeps itself. A processor of entries reads where the entry is, and needs our classes there.
            - **In process**: what a decision tells is computed for each call, and counted in statistics. The key is found in a map each time, which a peer that knows no keys does not do.
            - **Heap**: a key costs its bytes and those of its state, their two objects, the record, its place in the map, and what Hazelcast needs to know when it is
              idle. Without the last nothing would ever leave the grid when the application has.
            - **HTTP, admitted**: Weld makes an object of a generated class with its chain of interceptors for each request, since a resource lives as long as that. It charges whoever calls the resource's method
              from another bean, so it stays; a resource that is `@ApplicationScoped` is made once. The rest is the decision, the key, and the fields with what they tell.
            """;

    private static final String NO_HTTP =
            """

            ## HTTP

            Not measured. It needs `wrk`.
            """;

    private final Plan plan;
    private final Path directory;

    Report(Plan plan, Path directory) {
        this.plan = plan;
        this.directory = directory;
    }

    Path write(List<Result> results, List<LoopResult> loops, List<HttpResult> http)
            throws IOException {
        Path document = directory.resolve("benchmarks.md");
        Growth growth = new Growth(results);
        String text = text(results);
        if (!growth.isEmpty()) {
            Path plot = directory.resolve(GROWTH);
            Files.createDirectories(plot.getParent());
            Files.writeString(plot, new GrowthPlot(growth).svg());
            text += growth(growth);
        }
        if (!loops.isEmpty()) {
            text += loops(loops);
        }
        if (!http.isEmpty()) {
            text += http(http);
        } else if (plan.rows().contains(Row.HTTP)) {
            text += NO_HTTP;
        }
        return Files.writeString(document, text + BOUNDS);
    }

    private String text(List<Result> results) {
        return TEXT.formatted(
                plan.command(),
                LocalDate.now(ZoneOffset.UTC),
                Machine.describe(),
                plan.forks(),
                plan.warmups(),
                plan.iterations(),
                plan.time().convertTo(TimeUnit.MILLISECONDS),
                BuildInfoProvider.getBuildInfo().getVersion(),
                Figures.count(plan.keys(Row.HEAP).get(0)),
                Table.of(results).strip());
    }

    private static String loops(List<LoopResult> results) {
        return """

        ## On a server

        An application on Payara Micro asks on threads of the server, with one key: the `RateLimiter` that is injected, with its counters in the process and with all
        statistics of metrics, log and console; and Bucket4j, which it brings along, in turn in the same server. Bytes are those that the calling threads allocate.

        %s"""
                .formatted(LoopTable.of(results));
    }

    private static String http(List<HttpResult> results) {
        return """

        ## HTTP

        The same JAX-RS resource, deployed with and without Throttled in one Payara Micro, which is a member of a cluster of two. `wrk` asks the endpoints
        in turn, with %d connections. Figures are medians of all rounds, with the least and the most; ratios are medians too, each of a figure to the one without Throttled in the same
        round. Of all answers is checked whether they refuse, and of one in each round its status, its fields and its body.

        - **The load is closed**: a connection sends the next request when it has its answer. What would have been asked while the server stands still is in no percentile
          (coordinated omission), so p99 tells how answers compare at full load, not what clients see who come at their own pace.
        - **Nothing else is there**: the resource answers with sixty characters and does nothing, and the load generator shares the cores. What a limit adds is the larger a part of it; the server's
          processor time says how much that is, and is the figure that other load on the machine disturbs least.

        %s"""
                .formatted(Wrk.CONNECTIONS, HttpTable.of(results));
    }

    private static String growth(Growth growth) {
        return """

        ## Growth

        The time of a decision with one thread, which asks for all keys in random order, each of them known:

        ![Time of a decision by the number of keys](%s)

        %s"""
                .formatted(GROWTH, growth.table());
    }
}
