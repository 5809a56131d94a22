package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.By;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** What operators see of a frozen node on the others. */
@Tag("long")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SilentMemberIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** So long after it was found silent, the console has tried several times to reach it. */
    private static final long FROZEN_MILLIS = 6_000;

    /**
     * No living member is silent for so long, also on a machine that is busy. Hazelcast removes a
     * frozen member after a minute unless it is told to wait longer than a test on such a machine.
     *
     * <p>Payara looks for the tags of its metrics in a map of the grid with each scrape, if it has
     * not found them before: a scrape would wait for the frozen member if that owns the key.
     */
    private static final List<String> PATIENT =
            List.of(
                    "-Dthrottled.store.timeout=5s",
                    "-Dthrottled.store.max-wait=15s",
                    "-Dhazelcast.max.no.heartbeat.seconds=600",
                    "-Dmp.metrics.tags=cluster=silent-member-it");

    private static final long POLL_MILLIS = 50;
    private static final String FOUND = " has been silent for ";
    private static final String BACK = " answers again, ";
    private static final String RED = "\u001b[31m";

    private static Cluster cluster;

    private final Node frozen = cluster.nodes().get(2);
    private final List<Node> living = cluster.nodesBut(frozen);
    private final Node asked = living.get(0);
    private final String label = "node-3 \\([0-9.]+:" + cluster.nodes().get(2).gridPort() + "\\)";

    @BeforeAll
    static void startCluster() {
        cluster = new Cluster("silent-member-it", PATIENT);
    }

    @AfterAll
    static void closeCluster() {
        cluster.close();
    }

    @BeforeEach
    void allAnswer() throws Exception {
        cluster.repair();
        cluster.awaitCopies();
        for (Node node : living) {
            await(() -> areWell(overview(node)));
        }
    }

    @AfterEach
    void thaw() {
        frozen.thaw();
    }

    @Test
    void a_frozen_member_is_named_everywhere_and_so_is_its_return() throws Exception {
        List<Integer> ends = living.stream().map(node -> node.readLog().length()).toList();
        long counted = overview(asked).get("othersCounted").asLong();

        frozen.freeze();
        for (Node node : living) {
            await(() -> isFoundSilent(overview(node)));
        }

        JsonNode overview = overview(asked);
        assertThat(overview.at("/store/state").asText()).isEqualTo("degraded");
        assertThat(overview.at("/store/detail").asText())
                .matches("member " + label + " is silent, 3[0-9] % of the counters");
        assertThat(overview.at("/store/silentMembers/0/name").asText()).isEqualTo("node-3");
        assertThat(overview.get("nodes")).hasSize(Cluster.SIZE);
        assertThat(health(asked))
                .containsPattern("\"silent-members\":\"" + label + "\"")
                .containsPattern("\"silent-share\":\"?3[0-9]\"?[,}]")
                .contains("\"state\":\"degraded\"");
        assertThat(silentMembers(asked)).isEqualTo(1);
        String shown = new Throttlectl(asked, Login.OLIVIA).run("overview").expect(0);
        assertThat(shown).containsPattern("degraded, 3 members \\(member " + label);
        assertThat(shown.lines().filter(line -> line.startsWith("node-3 ")))
                .singleElement()
                .asString()
                .contains(RED + "silent for ")
                .containsPattern("owns 3[0-9] % of the counters");

        await(() -> silentMillis(overview(asked)) > FROZEN_MILLIS);
        // Nobody has asked the frozen node for its counts meanwhile.
        assertThat(overview(asked).get("othersCounted").asLong())
                .isGreaterThanOrEqualTo(counted)
                .isLessThan(overview(asked).get("now").asLong() - FROZEN_MILLIS);
        for (int i = 0; i < living.size(); i++) {
            String log = living.get(i).readLog().substring(ends.get(i));
            assertThat(lines(log, FOUND))
                    .singleElement()
                    .asString()
                    .containsPattern("Member " + label + FOUND)
                    .containsPattern("\\(3[0-9] %\\)");
            assertThat(NodeLog.errorsAndStackTraces(log)).isEmpty();
        }

        frozen.thaw();

        for (int i = 0; i < living.size(); i++) {
            Node node = living.get(i);
            await(() -> areWell(overview(node)));
            String log = node.readLog().substring(ends.get(i));
            assertThat(lines(log, BACK))
                    .singleElement()
                    .asString()
                    .containsPattern("Member " + label + BACK);
            assertThat(NodeLog.errorsAndStackTraces(log)).isEmpty();
        }
        assertThat(health(asked)).contains("\"silent-members\":\"\"");
        assertThat(silentMembers(asked)).isZero();
    }

    @Test
    void the_page_shows_it_in_red_on_any_screen() throws Exception {
        try (Browser browser = Browser.start()) {
            ConsolePage page = ConsolePage.open(browser, asked, "");

            frozen.freeze();

            page.awaitText("Store degraded: member node-3 (");
            page.awaitText("silent for");
            assertThat(browser.find(By.cssSelector("#scope .choice.silent")).getText())
                    .startsWith("node-3")
                    .containsPattern("silent for \\d+ s, owns 3\\d % of the counters");
            assertThat(browser.find(By.id("store")).getText()).startsWith("Store degraded");
            assertThat(color(browser, ".dot.silent")).isNotEqualTo(color(browser, ".dot.degraded"));
            for (int width : List.of(1280, 390)) {
                browser.resize(width, 800, 1);
                assertThat(browser.value("document.documentElement.scrollWidth"))
                        .isEqualTo((long) width);
                save(browser, "silent-" + width);
            }

            frozen.thaw();

            Browser.await("all well again", () -> !page.text().contains("silent"));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static Object color(Browser browser, String selector) {
        return browser.value(
                "getComputedStyle(document.querySelector('%s')).backgroundColor"
                        .formatted(selector));
    }

    private static void save(Browser browser, String name) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "silent-member-it"));
        Files.write(directory.resolve(name + ".png"), browser.screenshot());
    }

    private static JsonNode overview(Node node) throws IOException, InterruptedException {
        return new Operator(node).get("overview");
    }

    private static boolean areWell(JsonNode overview) {
        return overview.get("nodes").size() == Cluster.SIZE
                && overview.get("nodes").findValuesAsText("state").stream().allMatch("ok"::equals)
                && overview.at("/store/state").asText().equals("ok");
    }

    private boolean isFoundSilent(JsonNode overview) {
        return node(overview).path("state").asText().equals("silent");
    }

    private long silentMillis(JsonNode overview) {
        return overview.get("now").asLong() - node(overview).get("silentSince").asLong();
    }

    private JsonNode node(JsonNode overview) {
        return StreamSupport.stream(overview.get("nodes").spliterator(), false)
                .filter(node -> node.get("name").asText().equals(frozen.name()))
                .findAny()
                .orElseThrow();
    }

    private static String health(Node node) throws IOException, InterruptedException {
        return Shop.get(node.uri("/health"), BodyHandlers.ofString()).body();
    }

    private static double silentMembers(Node node) throws IOException, InterruptedException {
        return Shop.get(node.uri("/metrics"), BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith("throttled_members_silent"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findAny()
                .orElseThrow();
    }

    private static List<String> lines(String log, String text) {
        return log.lines().filter(line -> line.contains(text)).toList();
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
