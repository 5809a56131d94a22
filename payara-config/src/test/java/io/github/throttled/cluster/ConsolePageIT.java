package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The console in a browser, on a cluster that works. */
@ExtendWith(ClusterExtension.class)
class ConsolePageIT {

    private static Browser browser;

    private Node node;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void chooseNode(Cluster cluster) {
        node = cluster.nodes().get(0);
        browser.resize(1440, 1000, 1);
        browser.complaints();
    }

    @AfterEach
    void nothingIsLeftOverridden(Cluster cluster) throws IOException, InterruptedException {
        assertThat(overrides(cluster)).contains("\"overrides\":[]");
    }

    @Test
    void the_charts_move_with_the_load_of_all_nodes_and_of_one(Cluster cluster)
            throws IOException, InterruptedException {
        ConsolePage page = ConsolePage.open(browser, node, "");
        String before = page.outline(OwnBook.WATCHED.policy(), "rejected");
        Counter counter = Counter.unused(OwnBook.WATCHED);

        int refusals = 6;
        for (int call = 0; call < OwnBook.WATCHED.quota() + refusals; call++) {
            Shop.ask(cluster.nodes().get(call % Cluster.SIZE), counter);
        }

        Browser.await(
                "the load in the chart",
                () ->
                        page.counted(OwnBook.WATCHED.policy(), "admitted")
                                        == OwnBook.WATCHED.quota()
                                && page.counted(OwnBook.WATCHED.policy(), "rejected") == refusals);
        assertThat(page.outline(OwnBook.WATCHED.policy(), "rejected")).isNotEqualTo(before);
        assertThat(page.inWords(OwnBook.WATCHED.policy())).contains("20 admitted", "6 rejected");

        page.choose("node-3"); // which answered every third
        Browser.await(
                "one node",
                () -> page.counted(OwnBook.WATCHED.policy(), "rejected") == refusals / 3);
        page.choose("");
        Browser.await("all", () -> page.counted(OwnBook.WATCHED.policy(), "rejected") == refusals);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void a_limit_that_is_lowered_in_the_page_is_enforced_by_all_nodes_and_undone(Cluster cluster)
            throws IOException, InterruptedException {
        Counter counter = Counter.unused(Endpoint.SLIDING_LOG);
        for (int call = 0; call < 60; call++) {
            Shop.ask(cluster.nodes().get(call % Cluster.SIZE), counter);
        }
        ConsolePage page = ConsolePage.ofPolicy(browser, node, "demo");
        String configured = page.valueOf("Limit");
        String lowered = configured.replaceFirst("^" + Endpoint.QUOTA, "40");

        page.enter("Limit", lowered);
        page.awaitText("limit is now " + lowered);
        for (Node each : cluster.nodes()) {
            Browser.await(each.name() + " refuses", () -> refuses(each, counter, 40));
        }
        page.awaitText("Changed here");
        assertThat(page.text()).contains("Changed by olivia", "instead of " + configured);

        page.press("#said", "Undo");
        page.awaitText("has its configured value again");
        for (Node each : cluster.nodes()) {
            Browser.await(each.name() + " admits", () -> !refuses(each, counter));
        }
        Browser.await("the old limit", () -> page.valueOf("Limit").equals(configured));
        assertThat(audit(cluster))
                .contains("\"by\":\"olivia\"", "\"action\":\"override\"", "\"action\":\"undo\"");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void what_is_wrong_with_a_limit_is_said_beside_it_and_it_is_not_in_force(Cluster cluster)
            throws IOException, InterruptedException {
        ConsolePage page = ConsolePage.ofPolicy(browser, node, "demo");

        page.enter("Limit", "often");
        page.awaitText("throttled.policy.demo.limit");

        assertThat(page.aboutField("Limit")).contains("often");
        assertThat(browser.complaints()).singleElement().asString().contains("400");
    }

    @Test
    void a_key_is_found_banned_unbanned_and_reset(Cluster cluster)
            throws IOException, InterruptedException {
        String user = UUID.randomUUID().toString();
        login(node, user);
        ConsolePage page = ConsolePage.ofPolicy(browser, node, "login-per-user");

        page.enter("Key", Login.failuresOf(user));
        page.awaitText("4 of 5");
        page.press(".found", "Ban …");
        page.press("#ban", "Ban");
        page.awaitText("is banned for 10m");
        for (Node each : cluster.nodes()) {
            Browser.await(each.name() + " refuses", () -> login(each, user) == 429);
        }
        Browser.await("the ban", () -> page.has(".found", "Unban"));

        page.press(".found", "Unban");
        page.awaitText("is no longer banned");
        for (Node each : cluster.nodes()) {
            Browser.await(each.name() + " admits", () -> login(each, user) == 401);
        }
        page.press(".found", "Reset");
        page.awaitText("5 of 5");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void what_callers_make_up_is_shown_and_not_run() throws InterruptedException {
        String user = "<img src=x onerror=alert(1)>" + UUID.randomUUID();
        for (int call = 0; call < 3; call++) {
            login(node, user);
        }

        ConsolePage page = ConsolePage.ofPolicy(browser, node, "login-per-user");
        page.awaitText(user);

        assertThat(browser.findAll(By.cssSelector("#view-policy img"))).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void a_lost_connection_is_told_and_the_page_recovers_by_itself() throws InterruptedException {
        ConsolePage page = ConsolePage.open(browser, node, "");

        browser.disconnect(true);
        page.awaitText("This node does not answer");
        browser.disconnect(false);

        Browser.await("recovery", () -> !page.text().contains("This node does not answer"));
        assertThat(browser.complaints()).allMatch(line -> line.contains("INTERNET_DISCONNECTED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axe_has_nothing_against_it_and_the_browser_neither(String scheme)
            throws IOException, InterruptedException {
        Shop.ask(node, Counter.unused(Endpoint.SLIDING_LOG));
        browser.prefer(scheme);
        List<String> violations = new ArrayList<>();
        for (String view : List.of("", "#overrides", "#configuration", "#audit")) {
            ConsolePage.open(browser, node, view);
            violations.addAll(Accessibility.violations(browser));
        }
        ConsolePage page = ConsolePage.ofPolicy(browser, node, "demo");
        Browser.await("a key", () -> page.has("#view-policy", "Ban …"));
        violations.addAll(Accessibility.violations(browser));
        page.press("#view-policy", "Ban …");
        violations.addAll(Accessibility.violations(browser));
        assertThat(browser.complaints()).isEmpty();

        page.press("#ban", "Cancel");
        page.enter("Limit", "often");
        page.awaitText("throttled.policy.demo.limit");
        violations.addAll(Accessibility.violations(browser));
        assertThat(violations).isEmpty();
    }

    @Test
    void it_fits_a_small_screen_and_loads_nothing_from_elsewhere() throws InterruptedException {
        browser.resize(360, 740, 1);
        for (String view : List.of("", "#policy/search", "#overrides", "#configuration")) {
            ConsolePage.open(browser, node, view);
            assertThat(browser.value("document.documentElement.scrollWidth"))
                    .as("width of '%s'", view)
                    .isEqualTo(360L);
        }
        List<?> loaded =
                (List<?>)
                        browser.value("performance.getEntriesByType('resource').map(e => e.name)");
        assertThat(loaded)
                .isNotEmpty()
                .allMatch(
                        address -> address.toString().startsWith(node.uri("/throttled/api/") + ""));
    }

    @Test
    void a_user_without_the_role_is_rejected_and_an_anonymous_one_must_log_in(Cluster cluster)
            throws IOException, InterruptedException {
        for (Node each : cluster.nodes()) {
            for (String path : List.of("/throttled/", "/throttled/api/overview")) {
                HttpRequest.Builder anonymous = HttpRequest.newBuilder(each.uri(path));
                assertThat(Shop.send(anonymous).statusCode()).isEqualTo(401);
                assertThat(Shop.send(request(each, path, Login.ALICE)).statusCode()).isEqualTo(403);
                assertThat(Shop.send(request(each, path, Login.OLIVIA)).statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void changes_that_other_sites_ask_for_are_refused(Cluster cluster)
            throws IOException, InterruptedException {
        String header = "X-Throttled-Console";
        assertThat(Shop.send(change()).statusCode()).isEqualTo(403);
        assertThat(
                        Shop.send(
                                        change().header(header, "1")
                                                .header("Origin", "https://evil.test"))
                                .statusCode())
                .isEqualTo(403);
        assertThat(
                        Shop.send(
                                        change().header(header, "1")
                                                .header("Sec-Fetch-Site", "cross-site"))
                                .statusCode())
                .isEqualTo(403);
        assertThat(overrides(cluster)).contains("\"overrides\":[]");

        String own = node.uri("").toString();
        HttpRequest.Builder ours = change().header(header, "1").header("Origin", own);
        assertThat(Shop.send(ours.header("Sec-Fetch-Site", "same-origin")).statusCode())
                .isEqualTo(200);
        String undo = "/throttled/api/overrides?key=throttled.policy.demo.mode";
        assertThat(
                        Shop.send(request(node, undo, Login.OLIVIA).header(header, "1").DELETE())
                                .statusCode())
                .isEqualTo(204);
    }

    private HttpRequest.Builder change() {
        String body = "{\"key\": \"throttled.policy.demo.mode\", \"value\": \"off\"}";
        return request(node, "/throttled/api/overrides", Login.OLIVIA)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body));
    }

    private String overrides(Cluster cluster) throws IOException, InterruptedException {
        return api(cluster, "overrides");
    }

    private String audit(Cluster cluster) throws IOException, InterruptedException {
        return api(cluster, "audit");
    }

    /** What the last node says, which is not the one that the browser shows. */
    private String api(Cluster cluster, String path) throws IOException, InterruptedException {
        Node last = cluster.nodes().get(Cluster.SIZE - 1);
        return Shop.send(request(last, "/throttled/api/" + path, Login.OLIVIA)).body();
    }

    private static HttpRequest.Builder request(Node node, String path, Login login) {
        return HttpRequest.newBuilder(node.uri(path))
                .header("Authorization", login.authorization());
    }

    /** The status of an attempt to log in as a user that does not exist. */
    private static int login(Node node, String user) {
        HttpRequest.Builder login =
                HttpRequest.newBuilder(node.uri("/api/login"))
                        .header("Content-Type", "application/json")
                        .header(Counter.HEADER, user)
                        .POST(BodyPublishers.ofString("{\"user\": \"" + user + "\"}"));
        return answer(() -> Shop.send(login).statusCode());
    }

    private static boolean refuses(Node node, Counter counter) {
        return ask(node, counter).isRefusal();
    }

    private static boolean refuses(Node node, Counter counter, long quota) {
        Answer answer = ask(node, counter);
        return answer.isRefusal() && answer.quotas().contains(quota);
    }

    private static Answer ask(Node node, Counter counter) {
        return answer(() -> Shop.ask(node, counter));
    }

    private static <T> T answer(Exchange<T> exchange) {
        try {
            return exchange.run();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private interface Exchange<T> {
        T run() throws IOException, InterruptedException;
    }
}
