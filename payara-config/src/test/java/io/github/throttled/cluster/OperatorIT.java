package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openapi4j.parser.OpenApi3Parser;
import org.openapi4j.parser.model.v3.OpenApi3;
import org.openapi4j.parser.validation.v3.OpenApi3Validator;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/** What an operator says on one node holds on all, and survives as long as it is said to. */
@Tag("long")
@ExtendWith(ClusterExtension.class)
class OperatorIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 20;

    private static final Endpoint DEMO = Endpoint.SLIDING_LOG;
    private static final String KEY = "throttled.policy.demo.limit";
    private static final List<Long> AS_CONFIGURED = List.of((long) Endpoint.QUOTA);

    private static final String LOGINS = "login-per-user";

    @AfterEach
    void nothingIsOverridden(Cluster cluster) throws Exception {
        cluster.repair();
        operator(cluster, 0).undo(KEY);
        awaitQuota(cluster.nodes(), AS_CONFIGURED);
    }

    @Test
    void each_node_tells_which_version_it_runs(Cluster cluster) throws Exception {
        JsonNode nodes = operator(cluster, 0).get("overview").get("nodes");

        assertThat(nodes)
                .hasSizeGreaterThanOrEqualTo(Cluster.SIZE)
                .allSatisfy(node -> assertThat(node.get("version").asText()).startsWith("0."));
    }

    @Test
    void an_override_is_enforced_by_all_nodes_and_undone_by_all(Cluster cluster) throws Exception {
        Counter counter = Counter.unused(DEMO);
        Shop.ask(cluster.nodes().get(1), counter);
        Shop.ask(cluster.nodes().get(2), counter);

        operator(cluster, 0).get("overrides");
        Instant begin = Instant.now();
        operator(cluster, 0).override(KEY, "3/366 days");
        awaitQuota(cluster.nodes(), List.of(3L));
        Duration set = Duration.between(begin, Instant.now());

        assertThat(Shop.ask(cluster.nodes().get(1), counter).status()).isEqualTo(200);
        for (Node node : cluster.nodes()) {
            assertThat(Shop.ask(node, counter).isRefusal()).isTrue();
            assertThat(new Operator(node).overrides()).containsExactly(KEY);
        }

        operator(cluster, 2).get("overrides");
        begin = Instant.now();
        operator(cluster, 2).undo(KEY);
        awaitQuota(cluster.nodes(), AS_CONFIGURED);
        Duration undone = Duration.between(begin, Instant.now());
        System.out.printf("All nodes had it after %s, and had it undone after %s.%n", set, undone);
    }

    @Test
    void an_override_survives_a_restart_and_a_crash(Cluster cluster) throws Exception {
        List<Node> nodes = cluster.nodes();
        operator(cluster, 0).override(KEY, "4/366 days");

        nodes.get(0).stop();
        cluster.awaitMembers(Cluster.SIZE - 1);
        nodes.get(0).start();
        cluster.awaitMembers(Cluster.SIZE);
        // It is there before the node serves, so there is nothing to wait for.
        assertThat(quotas(nodes.get(0))).containsExactly(4L);

        nodes.get(1).kill();
        cluster.awaitMembers(Cluster.SIZE - 1);
        for (Node node : cluster.nodesBut(nodes.get(1))) {
            assertThat(quotas(node)).containsExactly(4L);
            assertThat(new Operator(node).overrides()).containsExactly(KEY);
        }
    }

    @Test
    void a_member_without_the_application_keeps_them_as_well(Cluster cluster) throws Exception {
        cluster.guest().start();
        cluster.awaitMembers(Cluster.SIZE + 1);

        operator(cluster, 0).override(KEY, "6/366 days");
        awaitQuota(cluster.nodes(), List.of(6L));
        operator(cluster, 1).ban(LOGINS, "somebody");

        assertThat(NodeLog.errorsAndStackTraces(cluster.guest().readLog())).isEmpty();
        cluster.guest().kill();
        cluster.awaitMembers(Cluster.SIZE);
        assertThat(operator(cluster, 2).overrides()).containsExactly(KEY);
        // Nodes learn of bans soon, not at once.
        await(() -> bannedUntil(cluster.nodes().get(2), "somebody") > 0);
        operator(cluster, 1).unban(LOGINS, "somebody");
    }

    @Test
    void a_ban_holds_on_all_nodes_until_it_is_lifted(Cluster cluster) throws Exception {
        String user = "user-" + UUID.randomUUID();
        assertThat(logIn(cluster.nodes().get(1), user)).isEqualTo(401);

        operator(cluster, 0).ban(LOGINS, Login.failuresOf(user));
        awaitLogIn(cluster.nodes(), user, 429);
        operator(cluster, 2).unban(LOGINS, Login.failuresOf(user));
        awaitLogIn(cluster.nodes(), user, 401);

        assertThat(operator(cluster, 1).get("audit").get("entries").findValuesAsText("key"))
                .contains(LOGINS + ' ' + Login.failuresOf(user));
    }

    @Test
    void what_all_nodes_have_decided_adds_up(Cluster cluster) throws Exception {
        List<Node> nodes = cluster.nodes();
        Counter counter = Counter.unused(OwnBook.COUNTED);
        int refused = 7;
        int calls = OwnBook.COUNTED.quota() + refused;
        for (int call = 0; call < calls; call++) {
            Shop.ask(nodes.get(call % Cluster.SIZE), counter);
        }

        for (Node node : nodes) {
            await(() -> total(node, "admitted") == OwnBook.COUNTED.quota());
            await(() -> total(node, "rejected") == refused);
        }
        for (Node node : nodes) {
            await(() -> inSeries(nodes.get(0), node.name()) == calls / Cluster.SIZE);
        }
        JsonNode busy =
                operator(cluster, 2).get("keys?policy=" + OwnBook.COUNTED.policy()).get("keys");
        assertThat(busy).hasSize(1);
        assertThat(busy.get(0).get("calls").asInt()).isEqualTo(calls);
        assertThat(busy.get(0).get("rejected").asInt()).isEqualTo(refused);
        assertThat(busy.get(0).get("remaining").asInt()).isZero();
        await(() -> advice(cluster).at("/percentiles/0/calls").asInt() == calls);
        assertThat(advice(cluster).get("callers").asInt()).isEqualTo(1);
    }

    @Test
    void the_document_of_the_api_is_valid(Cluster cluster) throws Exception {
        JsonNode document = operator(cluster, 0).get("openapi.json");
        Path file = Files.createTempFile(Path.of("target"), "console-", ".json");
        Files.writeString(file, document.toString());

        OpenApi3 parsed = new OpenApi3Parser().parse(file.toFile(), false);

        assertThatCode(() -> OpenApi3Validator.instance().validate(parsed))
                .doesNotThrowAnyException();
    }

    private static Operator operator(Cluster cluster, int node) {
        return new Operator(cluster.nodes().get(node));
    }

    private static void awaitQuota(List<Node> nodes, List<Long> quotas) throws Exception {
        for (Node node : nodes) {
            await(() -> quotas(node).equals(quotas));
        }
    }

    private static List<Long> quotas(Node node) throws Exception {
        return Shop.ask(node, Counter.unused(DEMO)).quotas();
    }

    private static long bannedUntil(Node node, String key) throws Exception {
        return new Operator(node)
                .get("key?policy=" + LOGINS + "&key=" + key)
                .get("bannedUntil")
                .asLong();
    }

    private static JsonNode advice(Cluster cluster) throws Exception {
        return operator(cluster, 1)
                .get("advice?policy=" + OwnBook.COUNTED.policy())
                .at("/limits/0");
    }

    private static void awaitLogIn(List<Node> nodes, String user, int status) throws Exception {
        for (Node node : nodes) {
            await(() -> logIn(node, user) == status);
        }
    }

    /** With a wrong password, and each from another address, as far as the limits know. */
    private static int logIn(Node node, String user) throws IOException, InterruptedException {
        return Shop.send(
                        HttpRequest.newBuilder(node.uri("/api/login"))
                                .header("Content-Type", "application/json")
                                .header(Counter.HEADER, UUID.randomUUID().toString())
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"user\":\"%s\",\"password\":\"wrong\"}"
                                                        .formatted(user))))
                .statusCode();
    }

    private static JsonNode totals(Node node) throws Exception {
        return StreamSupport.stream(
                        new Operator(node).get("overview").get("policies").spliterator(), false)
                .filter(policy -> policy.get("name").asText().equals(OwnBook.COUNTED.policy()))
                .findFirst()
                .orElseThrow()
                .get("totals");
    }

    private static long total(Node node, String outcome) throws Exception {
        return totals(node).path(outcome).asLong();
    }

    /** How many calls the chart has of a node, as another one tells it. */
    private static long inSeries(Node asked, String name) throws Exception {
        JsonNode series =
                new Operator(asked)
                        .get("series?policy=" + OwnBook.COUNTED.policy())
                        .at("/policies/" + OwnBook.COUNTED.policy() + "/nodes/" + name);
        return LongStream.concat(sum(series.path("admitted")), sum(series.path("rejected"))).sum();
    }

    private static LongStream sum(JsonNode numbers) {
        return StreamSupport.stream(numbers.spliterator(), false).mapToLong(JsonNode::asLong);
    }

    private interface Condition {
        boolean isSo() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.isSo()) {
            assertThat(Instant.now()).as("time is up").isBefore(deadline);
            Thread.sleep(POLL_MILLIS);
        }
    }
}
