package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.console.Api;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.StringReader;
import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The console of one node, as a program uses it. */
@ExtendWith(ArquillianExtension.class)
class ConsoleIT {

    private static final String API = "../throttled/api/";
    private static final String SEARCH = "throttled.policy.search.limit";
    private static final String LIST =
            "io.github.throttled.it.console.ShopResource/list/Throttled/limit";

    @ArquillianResource URL application;

    private Client shop;
    private Client olivia;
    private Client console;

    @Deployment(testable = false)
    static WebArchive shop() {
        return Wars.of(
                Api.class.getPackage(),
                "throttled.console=true",
                "throttled.limits-resource=true",
                "throttled.partition-key-secret=correct horse battery",
                "throttled.policy.search.limit=3/day",
                "throttled.policy.search.key=path:who",
                "throttled.policy.counted.limit=3/day",
                "throttled.policy.counted.key=path:who",
                "throttled.policy.banning.limit=1/day",
                "throttled.policy.banning.ban=1h after 1",
                "throttled.policy.banning.key=path:who");
    }

    @BeforeEach
    void logIn() {
        shop = Client.of(application);
        olivia = shop.as("olivia", "secret");
        console = olivia.and("X-Throttled-Console", "1");
        for (JsonObject override : objects(get("overrides"), "overrides")) {
            console.send("DELETE", API + "overrides?key=" + override.getString("key"));
        }
    }

    @Test
    void nobody_sees_it_without_logging_in() {
        assertThat(shop.get(API + "overview").statusCode()).isEqualTo(401);
        assertThat(shop.get("../throttled/").statusCode()).isEqualTo(401);
        assertThat(shop.as("olivia", "wrong").get(API + "overview").statusCode()).isEqualTo(401);
    }

    @Test
    void nobody_sees_it_without_the_role() {
        HttpResponse<String> refused = shop.as("carl", "secret").get(API + "overview");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(object(refused).getInt("status")).isEqualTo(403);
        assertThat(object(refused).getString("detail")).contains("throttled-admin");
        assertThat(shop.as("carl", "secret").get("../throttled/").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "Accept, */*",
        "X-Throttled-Console, 0",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, https://attacker.example",
        "Origin, null"
    })
    void a_page_of_somebody_else_changes_nothing(String field, String value) {
        Client attacked =
                field.startsWith("Sec") || field.equals("Origin")
                        ? console.and(field, value)
                        : olivia.and(field, value);

        assertThat(override(attacked, SEARCH, "1/day").statusCode()).isEqualTo(403);
        assertThat(
                        attacked.post(API + "key/reset", "{\"policy\":\"search\",\"key\":\"a\"}")
                                .statusCode())
                .isEqualTo(403);
        assertThat(attacked.send("DELETE", API + "overrides?key=" + SEARCH).statusCode())
                .isEqualTo(403);
        assertThat(objects(get("overrides"), "overrides")).isEmpty();
    }

    @Test
    void its_own_page_may_change_things() {
        String own = "http://127.0.0.1:" + application.getPort();
        Client page = console.and("Sec-Fetch-Site", "same-origin").and("Origin", own);

        assertThat(override(page, SEARCH, "1/day").statusCode()).isEqualTo(200);
    }

    @Test
    void the_page_loads_nothing_and_is_framed_by_nobody() {
        HttpResponse<String> page = olivia.get("../throttled/");
        HttpResponse<String> again = olivia.get("../throttled/");

        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        String nonce = policy.replaceAll(".*script-src 'nonce-([^']+)'.*", "$1");
        assertThat(policy)
                .isEqualTo(
                        ("default-src 'none'; script-src 'nonce-%1$s'; style-src 'nonce-%1$s';"
                                        + " connect-src 'self'; img-src data:; base-uri 'none';"
                                        + " form-action 'none'; frame-ancestors 'none'")
                                .formatted(nonce));
        assertThat(page.body()).contains("<script type=\"module\" nonce=\"" + nonce + "\">");
        assertThat(page.body()).doesNotContain("{nonce}", "/*console.css*/", "/*console.js*/");
        assertThat(again.body()).doesNotContain(nonce);
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(olivia.get("../throttled").headers().firstValue("Location").orElseThrow())
                .endsWith("/throttled/");
    }

    @Test
    void what_is_next_to_it_is_still_there() {
        assertThat(shop.get("../throttled/limits").statusCode()).isEqualTo(200);
        assertThat(shop.get(at("search")).body()).isEqualTo("found");
    }

    @Test
    void the_overview_has_the_node_and_each_policy() {
        JsonObject overview = get("overview");

        assertThat(overview.getString("user")).isEqualTo("olivia");
        assertThat(overview.getString("application")).isEqualTo("console");
        assertThat(overview.getJsonObject("store").getString("state")).isEqualTo("ok");
        assertThat(objects(overview, "nodes"))
                .singleElement()
                .satisfies(
                        node -> {
                            assertThat(node.getBoolean("local")).isTrue();
                            assertThat(node.getString("name")).isNotEmpty();
                            assertThat(node.getInt("policies")).isEqualTo(4);
                        });
        JsonObject search = policy("search");
        assertThat(search.getString("limit")).isEqualTo("3/day");
        assertThat(search.getString("mode")).isEqualTo("enforce");
        assertThat(search.getString("key")).isEqualTo("path:who");
        assertThat(search.getString("limitKey")).isEqualTo(SEARCH);
        assertThat(search.getString("modeKey")).isEqualTo("throttled.policy.search.mode");
        assertThat(policy("ShopResource.list").getString("limitKey")).isEqualTo(LIST);
        assertThat(policy("ShopResource.list").isNull("modeKey")).isTrue();
    }

    @Test
    void an_override_is_in_force_at_once_and_can_be_undone() {
        assertThat(shop.admitted(4, at("search"))).isEqualTo(3);

        JsonObject set = object(override(console, SEARCH, "5/day"));

        assertThat(set.getString("by")).isEqualTo("olivia");
        assertThat(set.getString("instead")).isEqualTo("3/day");
        assertThat(shop.admitted(3, at("search"))).isEqualTo(2);
        assertThat(policy("search").getString("limit")).isEqualTo("5/day");
        assertThat(policy("search").getJsonArray("overridden").getString(0)).isEqualTo(SEARCH);
        assertThat(entry(SEARCH).getString("value")).isEqualTo("5/day");
        assertThat(entry(SEARCH).getBoolean("override")).isTrue();
        assertThat(get("overrides").getString("properties")).isEqualTo(SEARCH + "=5/day\n");

        assertThat(console.send("DELETE", API + "overrides?key=" + SEARCH).statusCode())
                .isEqualTo(204);
        assertThat(policy("search").getString("limit")).isEqualTo("3/day");
        assertThat(entry(SEARCH).getBoolean("override")).isFalse();
        assertThat(shop.get(at("search")).statusCode()).isEqualTo(429);
    }

    @Test
    void the_limit_of_an_annotation_can_be_overridden() {
        assertThat(entry(LIST).getString("source")).startsWith("@Throttled on ");
        assertThat(shop.admitted(3, "../shop/list")).isEqualTo(2);

        JsonObject set = object(override(console, LIST, "3/day"));

        assertThat(set.getString("instead")).isEqualTo("2/day");
        assertThat(shop.admitted(2, "../shop/list")).isEqualTo(1);
    }

    @Test
    void a_mode_can_be_overridden() {
        override(console, "throttled.policy.search.mode", "dry-run");

        assertThat(shop.admitted(5, at("search"))).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "throttled.policy.search.limit, 0/minute, at least 1",
        "throttled.policy.search.mode, watch, dry-run",
        "throttled.policy.serach.limit, 1/day, no policy",
        "throttled.policy.search.max-keys, 5, deployment",
        "throttled.store.timeout, 5s, policy",
        "throttled.console.role, everybody, policy",
        "throttled.policy.search.limit, ${throttled.partition-key-secret}, no expressions",
        "throttled.policy.search.limit, $\\\\{throttled.partition-key-secret}, no expressions",
        "throttled.policy.search.tier.${PATH}.limit, 5/day, no expressions",
        "throttled.policy.search.limit, '5/day\\nthrottled.console.role=all', control characters",
        "com.acme.Orders/list/Throttled/limit, 1/day, no such key"
    })
    void what_would_be_wrong_is_refused_with_the_reason(String key, String value, String reason) {
        HttpResponse<String> refused = override(console, key, value);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(object(refused).getString("detail"))
                .contains(key, reason)
                .doesNotContain("correct horse battery");
        assertThat(objects(get("overrides"), "overrides")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "PUT overrides 400",
                "POST key/reset 400",
                "POST overview 405",
                "GET nothing 404",
                "GET keys 400",
                "GET keys?policy=nothing 404",
                "GET key?policy=search&id=0 404",
                "PATCH overrides 405"
            })
    void what_is_no_request_is_told_so(String method, String path, int status) {
        assertThat(console.send(method, API + path).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"'{\"key\":', '}', 1_000", "'{\"key\":', '}', 2_000", "[, ], 2", "[, ], 3_000"})
    void a_body_of_many_levels_is_a_bad_request(String begin, String end, String levels) {
        int count = Integer.parseInt(levels.replace("_", ""));
        String body = begin.repeat(count) + "1" + end.repeat(count);

        assertThat(console.put(API + "overrides", body).statusCode()).isEqualTo(400);
    }

    @Test
    void a_key_can_be_found_and_reset() {
        assertThat(shop.admitted(4, at("search"))).isEqualTo(3);

        JsonObject busy = await(busyKey(), "calls", 4);

        assertThat(busy.getInt("rejected")).isEqualTo(1);
        assertThat(busy.getInt("limit")).isEqualTo(3);
        assertThat(busy.getInt("remaining")).isZero();
        String id = busy.getString("id");
        JsonObject one = get("key?policy=search&id=" + id);
        assertThat(one.getString("key")).isEqualTo("path:who:" + shop.test());
        assertThat(objects(one, "limits"))
                .singleElement()
                .satisfies(
                        limit -> {
                            assertThat(limit.getInt("quota")).isEqualTo(3);
                            assertThat(limit.getInt("window")).isEqualTo(86_400);
                            assertThat(limit.getInt("remaining")).isZero();
                        });

        assertThat(onKey("reset", "search", id, "").statusCode()).isEqualTo(204);

        assertThat(
                        get("key?policy=search&id=" + id)
                                .getJsonArray("limits")
                                .getJsonObject(0)
                                .getInt("remaining"))
                .isEqualTo(3);
        assertThat(shop.get(at("search")).statusCode()).isEqualTo(200);
    }

    @Test
    void a_key_can_be_banned_and_unbanned() {
        shop.get(at("search"));
        String id = await(busyKey(), "calls", 1).getString("id");

        HttpResponse<String> banned = onKey("ban", "search", id, ",\"for\":\"10 minutes\"");

        long until = object(banned).getJsonNumber("bannedUntil").longValue();
        HttpResponse<String> refused = shop.get(at("search"));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(500L, 600L);
        assertThat(get("key?policy=search&id=" + id).getJsonNumber("bannedUntil").longValue())
                .isEqualTo(until);

        assertThat(onKey("unban", "search", id, "").statusCode()).isEqualTo(204);

        assertThat(shop.get(at("search")).statusCode()).isEqualTo(200);
    }

    @Test
    void unbanning_lifts_a_ban_of_the_policy_and_keeps_the_counts() {
        shop.get(at("banning"));
        shop.get(at("banning"));
        JsonObject busy = await(busyKey("banning"), "calls", 2);
        String id = busy.getString("id");
        assertThat(get("key?policy=banning&id=" + id).getJsonNumber("bannedUntil").longValue())
                .isPositive();

        onKey("unban", "banning", id, "");

        JsonObject after = get("key?policy=banning&id=" + id);
        assertThat(after.getInt("bannedUntil")).isZero();
        assertThat(after.getJsonArray("limits").getJsonObject(0).getInt("remaining")).isZero();
    }

    @Test
    void what_is_done_is_written_down() {
        override(console, SEARCH, "7/day");
        console.send("DELETE", API + "overrides?key=" + SEARCH);
        console.post(
                API + "key/ban",
                "{\"policy\":\"search\",\"key\":\"ip:192.0.2.9\\nforged\",\"for\":\"1m\"}");

        List<JsonObject> entries = objects(get("audit"), "entries");

        assertThat(entries.stream().limit(3).map(entry -> entry.getString("action")))
                .containsExactly("ban", "undo", "override");
        assertThat(entries.get(0).getString("key")).isEqualTo("search ip:192.0.2.9\\u000aforged");
        JsonObject override = entries.get(2);
        assertThat(override.getString("by")).isEqualTo("olivia");
        assertThat(override.getString("key")).isEqualTo(SEARCH);
        assertThat(override.getString("from")).isEqualTo("3/day");
        assertThat(override.getString("to")).isEqualTo("7/day");
    }

    @Test
    void the_series_has_what_was_decided() {
        String node = objects(get("overview"), "nodes").get(0).getString("name");
        shop.admitted(5, at("counted"));

        awaitThat(() -> sum(node, "admitted") + sum(node, "rejected") == 5);

        JsonObject series = get("series?policy=counted");
        assertThat(series.getInt("step")).isEqualTo(2);
        assertThat(series.getJsonObject("policies").keySet()).containsExactly("counted");
        assertThat(ofNode(series, node).getJsonArray("dryRun")).hasSize(150);
        assertThat(sum(node, "admitted")).isEqualTo(3);
        assertThat(policy("counted").getJsonObject("totals").getInt("admitted")).isEqualTo(3);
        assertThat(policy("counted").getJsonObject("totals").getInt("rejected")).isEqualTo(2);
    }

    @Test
    void advice_knows_how_often_callers_call() {
        shop.admitted(5, at("search"));

        awaitThat(
                () -> objects(get("advice?policy=search"), "limits").get(0).getInt("callers") > 0);

        JsonObject limit = objects(get("advice?policy=search"), "limits").get(0);
        assertThat(limit.getString("limit")).isEqualTo("3/day");
        assertThat(limit.getBoolean("exact")).isTrue();
        assertThat(objects(limit, "percentiles")).hasSize(6);
        assertThat(objects(limit, "rejecting")).hasSize(4);
    }

    @Test
    void no_secret_is_shown() {
        assertThat(entry("throttled.partition-key-secret").getString("value")).isEqualTo("***");
        assertThat(olivia.get(API + "config").body()).doesNotContain("correct horse battery");
    }

    /** What is counted for this test alone. */
    private String at(String resource) {
        return "../shop/" + resource + '/' + shop.test();
    }

    /** The key of this test in what is said of the busy ones; null while it is not there. */
    private Supplier<JsonObject> busyKey(String policy) {
        String key = "path:who:" + shop.test();
        return () ->
                objects(get("keys?policy=" + policy), "keys").stream()
                        .filter(
                                busy ->
                                        get("key?policy=" + policy + "&id=" + busy.getString("id"))
                                                .getString("key")
                                                .equals(key))
                        .findFirst()
                        .orElse(null);
    }

    private Supplier<JsonObject> busyKey() {
        return busyKey("search");
    }

    private static JsonObject await(Supplier<JsonObject> object, String member, int value) {
        AtomicReference<JsonObject> found = new AtomicReference<>();
        awaitThat(
                () -> {
                    found.set(object.get());
                    return found.get() != null && found.get().getInt(member) == value;
                });
        return found.get();
    }

    private static void awaitThat(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("time is up").isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private long sum(String node, String kind) {
        JsonObject ofNode = ofNode(get("series?policy=counted"), node);
        return ofNode == null
                ? 0
                : ofNode.getJsonArray(kind).getValuesAs(JsonNumber.class).stream()
                        .mapToLong(JsonNumber::longValue)
                        .sum();
    }

    /** Null if the node has decided nothing. */
    private static JsonObject ofNode(JsonObject series, String node) {
        return series.getJsonObject("policies")
                .getJsonObject("counted")
                .getJsonObject("nodes")
                .getJsonObject(node);
    }

    private JsonObject get(String path) {
        HttpResponse<String> found = olivia.get(API + path);
        assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
        return object(found);
    }

    private JsonObject policy(String name) {
        return objects(get("overview"), "policies").stream()
                .filter(policy -> policy.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private JsonObject entry(String key) {
        return objects(get("config"), "entries").stream()
                .filter(entry -> entry.getString("key").equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> override(Client client, String key, String value) {
        return client.put(
                API + "overrides", "{\"key\":\"%s\",\"value\":\"%s\"}".formatted(key, value));
    }

    private HttpResponse<String> onKey(String action, String policy, String id, String more) {
        return console.post(
                API + "key/" + action,
                "{\"policy\":\"%s\",\"id\":\"%s\"%s}".formatted(policy, id, more));
    }

    private static JsonObject object(HttpResponse<String> response) {
        return Json.createReader(new StringReader(response.body())).readObject();
    }

    private static List<JsonObject> objects(JsonObject object, String name) {
        return object.getJsonArray(name).getValuesAs(JsonObject.class);
    }
}
