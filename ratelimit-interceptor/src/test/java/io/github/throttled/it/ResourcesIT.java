package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.resources.Api;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URL;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

/** {@code @Throttled} on REST resources. */
@ExtendWith(ArquillianExtension.class)
class ResourcesIT {

    @ArquillianResource URL application;

    @Deployment(testable = false)
    static WebArchive resources() {
        return Wars.of(Api.class.getPackage(), KEYS.toArray(String[]::new));
    }

    private static final List<String> KEYS =
            Stream.of(
                            "ip = ip",
                            "user = user",
                            "user-or-ip = user|ip",
                            "user-or-header = user|header:X-Tenant",
                            "user-and-header = user+header:X-Tenant",
                            "header = header:X-Tenant",
                            "global = global")
                    .map(policy -> policy.split(" = "))
                    .flatMap(
                            policy ->
                                    Stream.of(
                                                    "key=" + policy[1],
                                                    "limit=2/day",
                                                    "strategy=sliding-log")
                                            .map(
                                                    setting ->
                                                            "throttled.policy."
                                                                    + policy[0]
                                                                    + '.'
                                                                    + setting))
                    .toList();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "method",
                "method/stage",
                "method/suspended",
                "method/sub",
                "class/one",
                "inheriting",
                "ejb"
            })
    void throttled_request_is_admitted_three_times(String path) {
        assertThat(client().admitted(5, path)).isEqualTo(3);
    }

    @Test
    void other_requests_are_free_and_say_nothing() {
        Client client = client();

        assertThat(client.admitted(5, "method/free")).isEqualTo(5);
        assertThat(client.get("method/free").headers().map().keySet())
                .doesNotContain("ratelimit", "ratelimit-policy");
    }

    @Test
    void methods_of_a_throttled_class_share_a_counter() {
        Client client = client();

        assertThat(client.admitted(2, "class/one")).isEqualTo(2);
        assertThat(client.admitted(2, "class/other")).isEqualTo(1);
    }

    @Test
    void a_method_replaces_what_its_class_says() {
        Client client = client();

        assertThat(client.admitted(3, "class/own")).isEqualTo(1);
        assertThat(client.admitted(4, "class/one")).isEqualTo(3);
    }

    @Test
    void a_throttled_bean_behind_a_throttled_resource_charges_too() {
        Client client = client();

        assertThat(client.admitted(5, "ejb/with-bean")).isEqualTo(3);
        assertThat(client.get("ejb/with-bean").body()).contains("\"Worker.work\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "method",
                "method/stage",
                "method/suspended",
                "method/sub",
                "ejb",
                "class/one"
            })
    void an_admitted_response_tells_where_the_client_stands(String path) {
        Client client = client();
        client.get(path);

        HttpResponse<String> second = client.get(path);

        assertThat(second.headers().allValues("RateLimit-Policy"))
                .singleElement()
                .asString()
                .endsWith(";q=3;w=86400");
        assertThat(second.headers().allValues("RateLimit"))
                .singleElement()
                .asString()
                .contains(";r=1;t=");
        assertThat(second.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void a_refusal_is_a_429_with_a_problem() {
        Client client = client();
        client.admitted(3, "method");

        HttpResponse<String> refusal = client.get("method");

        long retryAfter = refusal.headers().firstValueAsLong("Retry-After").orElseThrow();
        assertThat(refusal.statusCode()).isEqualTo(429);
        assertThat(retryAfter).isBetween(86_300L, 86_400L);
        assertThat(refusal.headers().firstValue("RateLimit-Policy"))
                .hasValue("\"MethodResource.throttled\";q=3;w=86400");
        assertThat(refusal.headers().firstValue("RateLimit"))
                .hasValue("\"MethodResource.throttled\";r=0;t=" + retryAfter);
        assertThat(refusal.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(refusal.body())
                .contains(
                        "https://iana.org/assignments/http-problem-types#quota-exceeded",
                        "\"title\":\"Too Many Requests\",\"status\":429",
                        "\"violated-policies\":[\"MethodResource.throttled\"]");
    }

    @Test
    void the_entity_of_a_refused_request_is_not_read() {
        Client client = client();

        assertThat(client.post("method/entity", "{}").body()).isEqualTo("read");
        assertThat(client.post("method/entity", "{broken").statusCode()).isNotEqualTo(429);
        assertThat(client.post("method/entity", "{broken").statusCode()).isNotEqualTo(429);
        assertThat(client.post("method/entity", "{broken").statusCode()).isEqualTo(429);
    }

    @Test
    void users_are_told_apart_after_authentication() {
        assertThat(client().as("alice", "secret").admitted(3, "key/user")).isEqualTo(2);
        assertThat(client().as("dorian", "secret").admitted(3, "key/user")).isEqualTo(2);
        assertThat(client().admitted(3, "key/user")).as("nobody").isEqualTo(2);
        assertThat(client().as("mallory", "wrong").admitted(1, "key/user")).as("nobody").isZero();
    }

    @Test
    void everybody_at_one_address_shares_a_counter() {
        assertThat(client().admitted(2, "key/ip")).isEqualTo(2);
        assertThat(client().as("alice", "secret").admitted(1, "key/ip")).isZero();
    }

    @Test
    void a_user_is_not_taken_for_an_address() {
        assertThat(client().as("alice", "secret").admitted(3, "key/user-or-ip")).isEqualTo(2);
        assertThat(client().admitted(3, "key/user-or-ip")).isEqualTo(2);
        assertThat(client().as("dorian", "secret").admitted(3, "key/user-or-ip")).isEqualTo(2);
    }

    @Test
    void the_first_alternative_that_is_there_counts() {
        Client tenant = client().with("X-Tenant", "acme");

        assertThat(tenant.admitted(3, "key/user-or-header")).isEqualTo(2);
        assertThat(client().as("alice", "secret").admitted(3, "key/user-or-header")).isEqualTo(2);
        assertThat(client().admitted(3, "key/user-or-header")).as("nobody").isEqualTo(2);
    }

    @Test
    void each_header_value_has_its_own_counter() {
        assertThat(client().with("X-Tenant", "acme").admitted(3, "key/header")).isEqualTo(2);
        assertThat(client().with("X-Tenant", "ajax").admitted(3, "key/header")).isEqualTo(2);
    }

    @Test
    void a_combination_needs_both_to_be_the_same() {
        Client alice = client().as("alice", "secret");
        String[] login = alice.headers();

        assertThat(
                        alice.with(login[0], login[1], "X-Tenant", "acme")
                                .admitted(3, "key/user-and-header"))
                .isEqualTo(2);
        assertThat(
                        alice.with(login[0], login[1], "X-Tenant", "ajax")
                                .admitted(3, "key/user-and-header"))
                .isEqualTo(2);
        assertThat(client().with("X-Tenant", "acme").admitted(3, "key/user-and-header"))
                .isEqualTo(2);
    }

    @Test
    void a_global_counter_is_everybodys() {
        assertThat(client().admitted(1, "key/global")).isEqualTo(1);
        assertThat(client().as("alice", "secret").admitted(1, "key/global")).isEqualTo(1);
        assertThat(client().admitted(1, "key/global")).isZero();
    }

    private Client client() {
        return Client.of(application);
    }
}
