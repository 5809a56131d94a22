package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An application that is undeployed leaves no thread and no class in its server, and in the grid
 * its counters: the next one goes on with them, and adds nothing.
 *
 * <p>It has a server of its own, and waits for a minute until threads of that have been idle: other
 * tests run meanwhile.
 */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
class RedeployIT {

    private static final int TIMES = 3;

    private static final String MAP = "com.hazelcast.map.impl.MapContainer";
    private static final String LISTENER = "com.hazelcast.spi.impl.eventservice.impl.Registration";

    /** A book whose requests wait for their turn. */
    private static final Route WAITING = new Route(10, "waiting");

    private static final int SOME = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 2000;

    /** All that anything is done for between calls: leases, refreshes, what calls hold. */
    private static List<String> config() {
        List<String> config = new ArrayList<>(Endpoint.systemProperties());
        config.addAll(ChaosBook.systemProperties());
        config.addAll(SlowUpload.systemProperties());
        config.addAll(
                List.of(
                        "-Dthrottled.refresh=1s",
                        "-Dthrottled.application=shop",
                        "-D" + WAITING.prefix() + "strategy=leaky-bucket",
                        "-D" + WAITING.prefix() + "limit=5/second",
                        "-D" + WAITING.prefix() + "max-wait=30s"));
        WAITING.properties().forEach(property -> config.add("-D" + property));
        return config;
    }

    @Test
    void undeployed_applications_leave_neither_threads_nor_classes_behind() throws Exception {
        try (RedeployingServer server = RedeployingServer.start(config())) {
            List<Long> maps = new ArrayList<>();
            List<Long> listeners = new ArrayList<>();
            for (int time = 1; time <= TIMES; time++) {
                server.deploy("shop-" + time);
                useAll(server.node());
                if (time == 1) {
                    letWait(server.node());
                }
                assertThat(server.ourThreads()).as("threads while it is deployed").isNotEmpty();
                assertThat(server.ourClasses()).as("classes while it is deployed").isNotEmpty();
                if (time == 1) {
                    deployInVain(server);
                }
                server.undeploy("shop-" + time);
                maps.add(server.instances(MAP));
                listeners.add(server.instances(LISTENER));
            }

            server.forget();
            assertThat(server.ourThreads()).isEmpty();
            assertThat(classesLeft(server)).isEmpty();
            assertThat(maps).as("maps in the grid").containsOnly(maps.get(0)).doesNotContain(0L);
            assertThat(listeners).as("listeners in the grid").containsOnly(listeners.get(0));
        }
    }

    /**
     * The server loads the whole application before it finds that it cannot have it, and then loads
     * no class of it any more, not even to stop it.
     */
    private static void deployInVain(RedeployingServer server) throws Exception {
        server.deploy("intruder");
        assertThat(server.log())
                .contains("Throttled counts for application")
                .contains("web module intruder cannot be loaded");
    }

    private static void useAll(Node node) throws Exception {
        for (Counter counter : Counter.unusedAtAll(1)) {
            assertThat(Sent.of(Shop.ask(node, counter), counter)).isEqualTo(Sent.End.ADMITTED);
        }
        for (ChaosBook book : ChaosBook.values()) {
            Counter counter = Counter.unused(book);
            for (int call = 0; call < SOME; call++) {
                assertThat(Sent.of(Shop.ask(node, counter), counter)).isEqualTo(Sent.End.ADMITTED);
            }
        }
        assertThat(SlowUpload.quick(node, "redeploy")).isEqualTo(200);
        operate(new Operator(node));
    }

    private static void operate(Operator operator) throws Exception {
        String limit = "throttled.policy.demo.limit";
        operator.override(limit, "50/366 days");
        operator.undo(limit);
        operator.ban("demo", "somebody");
        operator.unban("demo", "somebody");
        assertThat(operator.get("overview").get("policies")).isNotEmpty();
        // A node publishes these only every few seconds, and not while it has nothing to tell.
        assertThat(operator.get("keys?policy=demo").get("keys")).isNotNull();
        assertThat(operator.get("advice?policy=demo").get("limits")).isNotEmpty();
    }

    private static void letWait(Node node) throws Exception {
        for (int call = 0; call < SOME; call++) {
            assertThat(Shop.get(node.uri(WAITING.path()), BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        }
    }

    /**
     * What is left when Payara's own threads for asynchronous requests have been idle for a minute,
     * and end: until then each keeps the application that was the first to use it.
     */
    private static List<String> classesLeft(RedeployingServer server) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        List<String> left = server.ourClasses();
        while (!left.isEmpty() && Instant.now().isBefore(deadline)) {
            Thread.sleep(POLL_MILLIS);
            left = server.ourClasses();
        }
        return left;
    }
}
