package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.routes.Api;
import io.github.throttled.it.scope.Users;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URL;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

/** Limits by path and method, and for all requests, without annotations. */
@ExtendWith(ArquillianExtension.class)
class RoutesIT {

    @ArquillianResource URL application;

    @Deployment(testable = false)
    static WebArchive routes() {
        Stream<String> policies =
                Stream.of(
                                "everybody = 100/day",
                                "search = 3/day",
                                "changes = 1/day",
                                "questions = 1/day",
                                "private = 1/day",
                                "wide = 5/day",
                                "tight = 2/day",
                                "user = 2/day",
                                "shelf = 2/day")
                        .map(policy -> policy.split(" = "))
                        .flatMap(policy -> policy(policy[0], policy[1]));
        Stream<String> others =
                Stream.of(
                        "throttled.global=everybody",
                        "throttled.route.search.path=/search/**",
                        "throttled.route.search.policy=search",
                        "throttled.route.changes.path=/search/**",
                        "throttled.route.changes.methods=POST",
                        "throttled.route.changes.policy=changes",
                        "throttled.route.questions.path=/questions",
                        "throttled.route.questions.methods=OPTIONS",
                        "throttled.route.questions.policy=questions",
                        "throttled.route.new.path=/search/new",
                        "throttled.route.new.policy=wide",
                        "throttled.route.coffee.path=/caf%C3%A9",
                        "throttled.route.coffee.policy=tight",
                        "throttled.route.private.path=/files/private/**",
                        "throttled.route.private.policy=private",
                        "throttled.route.annotated.path=/annotated/*",
                        "throttled.route.annotated.policy=wide",
                        "throttled.route.sub.path=/sub/{name}",
                        "throttled.route.sub.policy=tight",
                        "throttled.route.user.path=/user",
                        "throttled.route.user.policy=user",
                        "throttled.route.shelf.path=/shelves/{any}",
                        "throttled.route.shelf.policy=shelf");
        return Wars.of(
                        Api.class.getPackage(),
                        Stream.concat(policies, others).toArray(String[]::new))
                .addClass(Users.class);
    }

    private static Stream<String> policy(String name, String limit) {
        String key =
                switch (name) {
                    case "user" -> "user";
                    case "shelf" -> "path:shelf";
                    default -> "header:X-Test";
                };
        return Stream.of("limit=" + limit, "key=" + key, "strategy=sliding-log")
                .map(setting -> "throttled.policy." + name + '.' + setting);
    }

    @ParameterizedTest
    @CsvSource({"search, 3", "search/shelf, 3", "search/new, 5", "caf%C3%A9, 2", "sub/resource, 2"})
    void a_route_limits_what_no_annotation_does(String path, long limit) {
        assertThat(client().admitted(7, path)).isEqualTo(limit);
    }

    @Test
    void the_key_of_a_route_is_a_path_parameter_of_the_resource() {
        assertThat(client().admitted(4, "shelves/poetry")).isEqualTo(2);
        assertThat(client().admitted(4, "shelves/drama")).isEqualTo(2);
    }

    @Test
    void a_refusal_is_a_429_with_a_problem() {
        Client client = client();
        client.admitted(3, "search");

        HttpResponse<String> refusal = client.get("search");

        assertThat(refusal.statusCode()).isEqualTo(429);
        assertThat(refusal.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(86_000L, 86_400L);
        assertThat(refusal.headers().firstValue("RateLimit-Policy"))
                .hasValue("\"everybody\";q=100;w=86400, \"search\";q=3;w=86400");
        assertThat(refusal.body()).contains("\"violated-policies\":[\"search\"]");
    }

    @Test
    void every_request_of_a_resource_passes_the_global_policies() {
        Client client = client();

        assertThat(limits(client.get("free"))).isEqualTo("everybody 99");
        assertThat(limits(client.get("search/new"))).isEqualTo("everybody 98, wide 4");
        assertThat(limits(client.send("OPTIONS", "free"))).isEqualTo("everybody 97");
    }

    @Test
    void a_request_that_reaches_no_resource_costs_nothing_once_the_user_is_known() {
        Client user = client().as("gustav", "secret");

        assertThat(user.send("DELETE", "user").statusCode()).isEqualTo(405);
        assertThat(user.admitted(3, "user")).isEqualTo(2);
    }

    @Test
    void a_request_that_reaches_no_resource_costs_what_precedes_authentication() {
        Client client = client();

        assertThat(client.get("nothing").statusCode()).isEqualTo(404);
        assertThat(client.get("throttled/limits").statusCode()).isEqualTo(404);
        assertThat(client.send("DELETE", "search").statusCode()).isEqualTo(405);
        assertThat(limits(client.get("search"))).isEqualTo("everybody 96, search 1");
    }

    @Test
    void all_decisions_are_in_one_list_the_annotation_last() {
        assertThat(limits(client().get("annotated/tighter")))
                .isEqualTo("everybody 99, wide 4, tight 1");
    }

    @Test
    void what_an_annotation_rejects_costs_nothing_in_the_route() {
        Client client = client();

        assertThat(client.admitted(9, "annotated/tighter")).isEqualTo(2);
        assertThat(limits(client.get("annotated/same"))).isEqualTo("everybody 97, wide 2");
    }

    @Test
    void a_policy_of_both_route_and_annotation_is_charged_once() {
        assertThat(client().admitted(9, "annotated/same")).isEqualTo(5);
    }

    @Test
    void methods_have_routes_of_their_own() {
        Client client = client();

        assertThat(client.post("search", "{}").statusCode()).isEqualTo(200);
        assertThat(client.post("search", "{}").statusCode()).isEqualTo(429);
        assertThat(client.admitted(5, "search")).isEqualTo(3);
    }

    @Test
    void the_entity_of_a_refused_request_is_not_read() {
        Client client = client();
        client.post("search", "{}");

        assertThat(client.post("search", "{broken").statusCode()).isEqualTo(429);
    }

    @Test
    void a_head_request_counts_like_a_get() {
        Client client = client();

        assertThat(client.send("HEAD", "search").statusCode()).isEqualTo(200);
        assertThat(client.admitted(5, "search")).isEqualTo(2);
    }

    @Test
    void options_cost_like_other_methods() {
        Client client = client();

        assertThat(limits(client.send("OPTIONS", "search"))).isEqualTo("everybody 99, search 2");
        assertThat(client.send("OPTIONS", "questions").statusCode()).isEqualTo(200);
        assertThat(client.send("OPTIONS", "questions").statusCode()).isEqualTo(429);
    }

    @Test
    void preflight_requests_of_browsers_are_free() {
        Client client = client();
        Client browser =
                client.with(
                        "Origin", "https://shop.example", "Access-Control-Request-Method", "POST");
        Client guesser =
                client.with(
                        "Origin",
                        "https://shop.example",
                        "Access-Control-Request-Method",
                        "POST",
                        "Authorization",
                        "Bearer guess");

        assertThat(limits(browser.send("OPTIONS", "free"))).isEmpty();
        assertThat(limits(guesser.send("OPTIONS", "free"))).isEqualTo("everybody 99");
    }

    @Test
    void users_are_known() {
        Client client = client();

        assertThat(client.as("alice", "secret").admitted(3, "user")).isEqualTo(2);
        assertThat(client.as("dorian", "secret").admitted(3, "user")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search/",
                "search//",
                "/search",
                "//search",
                "search?q=x",
                "search;a=b",
                "search;/",
                ";a/search",
                "%73earch",
                "./search",
                "x/../search",
                "%2e/search",
                "x/%2e%2e/search",
                "..;/api/search",
                "..;/api;/search",
                "../api/search",
                "../api//search",
                "../%61pi/search",
                "files/../search",
                "files/%2E%2E/search",
                "files/..%2Fsearch",
                "files/..%2F/search",
                "SEARCH",
            })
    void no_spelling_of_a_path_steps_around_its_limit(String spelling) {
        Client client = client();
        client.admitted(3, "search");

        assertThat(client.getExactly(spelling).statusCode()).isIn(301, 400, 404, 429);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "files/private/x",
                "files//private/x",
                "files/private//x",
                "files/private;a=b/x",
                "files/./private/x",
                "files/%2e/private/x",
                "files/public/../private/x",
                "files/public%2F../private/x",
                "files/private%2Fx",
                "files%2Fprivate/x",
                "files/%70rivate/x",
                "files/private",
                "files/private/../private",
                "files/private/../public",
            })
    void no_spelling_steps_around_the_limit_of_a_part_of_a_resource(String spelling) {
        Client client = client();
        client.get("files/private/a");

        assertThat(client.getExactly(spelling).statusCode()).isIn(400, 404, 429);
    }

    @Test
    void other_parts_of_the_resource_are_free() {
        assertThat(limits(client().get("files/public/x"))).isEqualTo("everybody 99");
    }

    /** {@code policy remaining, ...}, as the response tells. */
    private static String limits(HttpResponse<String> response) {
        return response.headers()
                .firstValue("RateLimit")
                .orElse("")
                .replaceAll("\"([^\"]+)\";r=(\\d+)(;t=\\d+)?", "$1 $2");
    }

    private Client client() {
        return Client.of(application);
    }
}
