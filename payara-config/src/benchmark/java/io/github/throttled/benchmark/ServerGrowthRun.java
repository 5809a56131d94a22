package io.github.throttled.benchmark;

import io.github.throttled.load.ConstantRate;
import io.github.throttled.load.ConstantRate.Request;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What a server takes that has more and more policies, or more and more routes: to deploy the
 * application, in memory, and for a request. Each is a server of its own.
 */
final class ServerGrowthRun {

    private static final String CONTEXT = "growing";

    private static final List<Integer> COUNTS = List.of(1, 10, 100, 1_000);

    private static final int TIME_FACTOR = 3;

    private final Plan plan;
    private final Path module;
    private final Path work;

    /**
     * @param module the directory with Payara Micro and its settings
     * @param work where files may be
     */
    ServerGrowthRun(Plan plan, Path module, Path work) {
        this.plan = plan;
        this.module = module;
        this.work = work;
    }

    /** What grows. */
    enum Growing {
        /** Each has a route that uses it. */
        POLICIES("policies, each with a route") {
            @Override
            String policyOf(int route) {
                return "p" + route;
            }
        },
        ROUTES("routes of one policy") {
            @Override
            String policyOf(int route) {
                return "p0";
            }
        };

        private final String label;

        Growing(String label) {
            this.label = label;
        }

        abstract String policyOf(int route);

        /** As the table calls it. */
        String label() {
            return label;
        }

        private String config(int count) {
            StringBuilder config = new StringBuilder();
            Set<String> policies = new LinkedHashSet<>();
            for (int i = 0; i < count; i++) {
                String route = "throttled.route.r" + i;
                policies.add(policyOf(i));
                config.append(route).append(".path=/many/").append(i).append('\n');
                config.append(route).append(".policy=").append(policyOf(i)).append('\n');
            }
            for (String policy : policies) {
                config.append("throttled.policy.").append(policy).append(".limit=1000000000/day\n");
                config.append("throttled.policy.").append(policy).append(".lease=auto\n");
            }
            return config.toString();
        }
    }

    /**
     * What one server took.
     *
     * @param deployMillis to deploy the application
     * @param heap bytes in use after a collection, before the first request
     * @param cpuMicros the server's processor time for a request
     */
    record Taken(double deployMillis, double heap, double cpuMicros) {}

    /** Runs it, and describes what came of it. */
    Section run() throws IOException, InterruptedException {
        Taken without = measure(null, 1);
        List<ServerGrowth> curves = new ArrayList<>();
        for (Growing growing : Growing.values()) {
            ServerGrowth curve = new ServerGrowth(growing);
            for (int count : COUNTS) {
                Taken taken = measure(growing.config(count), count);
                curve.add(count, taken);
                System.out.println(growing + " " + count + ": " + taken);
            }
            curves.add(curve);
        }
        return ServerGrowth.section(without, curves);
    }

    /** The median of as many servers as there are forks. */
    private Taken measure(String config, int paths) throws IOException, InterruptedException {
        Sample deploy = new Sample();
        Sample heap = new Sample();
        Sample cpu = new Sample();
        for (int fork = 0; fork < plan.forks(); fork++) {
            Path war = War.packRoutes(work, CONTEXT, config);
            try (PayaraMicro server =
                    PayaraMicro.start(module, work, List.of(FreePort.find()), List.of(war))) {
                server.awaitReady();
                deploy.add(server.deployment(CONTEXT).toMillis());
                heap.add(server.heapInUse());
                cpu.add(cpuOf(server, paths));
            }
        }
        return new Taken(deploy.median(), heap.median(), cpu.median());
    }

    private double cpuOf(PayaraMicro server, int paths) throws IOException, InterruptedException {
        ConstantRate load = new ConstantRate(List.of(server.uri("/")), Wrk.CONNECTIONS);
        Duration time =
                Duration.ofMillis(TIME_FACTOR * plan.time().convertTo(TimeUnit.MILLISECONDS));
        Sample cpu = new Sample();
        for (int i = 0; i < plan.warmups() + plan.iterations(); i++) {
            long before = server.cpu().toNanos();
            long requests =
                    load.atOnce(
                                    time,
                                    number -> Request.of("/" + CONTEXT + "/many/" + number % paths))
                            .admitted();
            if (i >= plan.warmups()) {
                cpu.add((server.cpu().toNanos() - before) / 1e3 / requests);
            }
        }
        return cpu.median();
    }
}
