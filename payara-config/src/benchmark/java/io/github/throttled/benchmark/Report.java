package io.github.throttled.benchmark;

import com.hazelcast.instance.BuildInfoProvider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Writes benchmarks.md, a page of the manual, and its plot. */
final class Report {

    private static final String GROWTH = "images/growth.svg";

    private static final String TEXT =
            """
            # Benchmarks

            [Manual](README.md) · [Performance](performance.md) says in short what these tables show.

            Written by `%s` on %s: %s.

            %s of %d warm-up and %d measured iterations of %d ms for each line; `±` is half of the 99.9%% confidence interval. Contenders
            take turns, a fork of each, so that other load on the machine hits all alike. Callers, Hazelcast and the other
            member share these cores, so ratios count, not figures.

            ## Targets

            %s

            ## How it is measured

            - **One grid for all**: Hazelcast %s on loopback, one member in the callers' process and one in its own, with one backup; where two nodes are asked,
              they are two members in the callers' process, with the third in its own. Each fork has a new cluster.
              A hot key, and all keys where there is one thread, live on the member that only stores, so that each decision needs a round trip; otherwise each member has its share of the keys. Bucket4j's map has the settings of ours.
            - **The same question**: may this key have one more permit? Every limiter has a quota per window that the run does not exhaust, except where the row says *denied*.
              Bucket4j refills its bucket all at once at the end of the window. Its proxies in the grid are kept, not made anew for each call. In process, peers that know no keys are called without a look-up; ours finds its key each time.
            - **The road that users take**: Throttled is deployed as in an application, in a container of CDI (Weld) with a configuration and all statistics that an application has. It is
              asked through the injected `RateLimiter`, through a bean with an annotation, or over HTTP. Peers are asked by their public call. Bucket4j has two, of which `tryConsumeAndReturnRemaining` tells as much as our answer does. The default is `tryConsume`.
            - **Answers are checked**: the benchmark looks whether the limiter has counted what it admitted. After each fork it holds an exam: twice as many calls as there are permits, by the
              same number of threads, in the grid on two nodes at once. Permits that a bucket gets back meanwhile may be taken as well. `admitted / allowed` is the sum of the exams. Calls that found no permit though there was one were rejected too early.
            - **Warmed up**: one thread asks alone for two seconds, and then all do, before anything counts. Among 64 callers on two cores the compiler is one of many, and figures from before it has finished are not comparable.
            - **Delayed sync** of Bucket4j may keep 100 permits and one second from the grid. It is not strict. The table has it to show what that gains and costs.
            - **Heap** is that of the process that only stores, after a collection: %s keys of 21 characters, each there once, as an entry or as a backup.
              In process it is that of a process with one limiter and nothing else: %s keys, whose texts count as well. Bucket4j's buckets are in a cache that
              forgets them as ours does: when a window has passed, and when there are too many.

            ## Speed, memory and accuracy

            %s
            """;

    /** Where a row was missed or nearly so. */
    private static final String BOUNDS =
            """

            ## What bounds it

            This was looked at once, by hand, and not with each run.

            - **One hot key, many threads**: the last line of the row decides nothing and asks no grid: callers are put to sleep, and one thread wakes them all. Each decision of any limiter costs both once.
              A lease helps.
            - **One hot key, four threads**: operations follow one another, and few callers share one. A round trip passes several threads of Hazelcast in two processes; nothing of ours is on its way.
            - **One hot key, two nodes**: of two nodes that change a key at once one is defeated, reads it again and waits a little. Processors of entries queue up where the entry is. A lease helps here, too.
            - **The same key from two nodes in turn**: a node has to read what the other has stored: one round trip more for each decision. Hazelcast's public API does not show a node the copy
              that it keeps itself. A processor of entries reads where the entry is, and needs our classes there.
            - **In process**: a decision reads the clock, takes a lock, and is counted in statistics. The key is found in a map each time, which a peer that knows no keys does not do.
              With four threads on two cores, all wait for one another at the counter of the key, whatever the limiter.
            - **In process, with a console**: for the busiest keys and the calls per caller, a decision reads the clock again, hashes its key, and adds to two more counters.
            - **Heap**: a key costs its bytes and those of its state, their two objects, the record, its place in the map, and what Hazelcast needs to know when it is
              idle. Without the last nothing would ever leave the grid when the application has.
            - **HTTP, strict**: the thread of a request sleeps until another process has answered, and threads of Hazelcast are woken on the way there and back. The line with one write to the grid
              decides nothing and shows what that takes.
            - **HTTP, admitted**: Weld makes an object of a generated class with its chain of interceptors for each request, since a resource lives as long as that. It charges calls of the resource's method
              from other beans, so it stays. A resource that is `@ApplicationScoped` is made once. The rest is the decision, the key, and the fields with what they tell.
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

    /**
     * Writes it.
     *
     * @param sections about the rows that have one of their own
     */
    Path write(
            List<Result> results,
            List<LoopResult> loops,
            List<HttpResult> http,
            List<Section> sections)
            throws IOException {
        Path document = directory.resolve("benchmarks.md");
        Files.createDirectories(directory.resolve("images"));
        Growth growth = Growth.byKeys(results);
        String text = text(targets(results, loops, http, sections), results);
        if (!growth.isEmpty()) {
            Path plot = directory.resolve(GROWTH);
            Files.writeString(plot, growth.svg());
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
        for (Section section : sections) {
            text += section.text();
            for (Map.Entry<String, String> image : section.images().entrySet()) {
                Files.writeString(directory.resolve(image.getKey()), image.getValue());
            }
        }
        return Files.writeString(document, text + BOUNDS);
    }

    private static String targets(
            List<Result> results,
            List<LoopResult> loops,
            List<HttpResult> http,
            List<Section> sections) {
        List<TargetLine> targets = new ArrayList<>(MeasuredTargets.of(results, loops, http));
        sections.forEach(section -> targets.addAll(section.targets()));
        return targets.isEmpty()
                ? "No row of this run has a target."
                : TargetTable.of(targets).strip();
    }

    private String text(String targets, List<Result> results) {
        return TEXT.formatted(
                plan.command(),
                LocalDate.now(ZoneOffset.UTC),
                Machine.describe(),
                plan.forks() == 1 ? "One fork" : plan.forks() + " forks",
                plan.warmups(),
                plan.iterations(),
                plan.time().convertTo(TimeUnit.MILLISECONDS),
                targets,
                BuildInfoProvider.getBuildInfo().getVersion(),
                Figures.count(plan.keys(Row.HEAP).get(0)),
                Figures.count(plan.keys(Row.HEAP_LOCAL).get(0)),
                Table.of(results).strip());
    }

    private static String loops(List<LoopResult> results) {
        return """

        ## On a server

        An application on Payara Micro asks on threads of the server, with one key: the `RateLimiter` that is injected, with its counters in the process and with all
        statistics of metrics, log and console; and Bucket4j, which it brings along, in turn in the same server. Bytes are those that the calling threads allocate.
        In one loop the console is open: an operator looks at the page of the policy. The page asks the server once a second and shows the key of the loop. In the other
        loops nobody looks. The loop without a console is that of another deployment of the same application in the same server.

        %s"""
                .formatted(LoopTable.of(results));
    }

    private static String http(List<HttpResult> results) {
        return """

        ## HTTP

        The same JAX-RS resource, deployed with and without Throttled in one Payara Micro, which is a member of a cluster of two. `wrk` asks the endpoints
        in turn, with %d connections. Figures are medians of all rounds, with the least and the most; ratios are medians too, each of a figure to the one without Throttled in the same
        round. The target of a rejection compares it with the same 429 by hand. All answers are checked for rejections, and one in each round for its status, its fields and its body.

        - **The load is closed**: a connection sends the next request when it has its answer. Requests that would have come while the server stands still are in no percentile
          (coordinated omission), so p99 tells how answers compare at full load, not what clients see that come at their own pace.
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

        %s
        %s
        In the grid, nearly all of the time is the round trip, whatever the number of keys. In process, each key is in other memory, and more of it than the processor keeps at hand; a number in a
        map shows the same.
        """
                .formatted(GROWTH, growth.table(), growth.sentences());
    }
}
