package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.sources.Api;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.URL;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

/** Who shares a counter, and what a call costs. */
@ExtendWith(ArquillianExtension.class)
class KeySourcesIT {

    private static final Tokens TOKENS = new Tokens();

    @ArquillianResource URL application;

    @Deployment(testable = false)
    static WebArchive keys() {
        Stream<String> policies =
                Stream.of(
                                "address = ip",
                                "bean-address = ip",
                                "cookie = cookie:visitor",
                                "path = path:id",
                                "query = query:api_key",
                                "claim = claim:tenant",
                                "session = session",
                                "param = param",
                                "resolver = tenant",
                                "by-test = header:X-Test",
                                "newsletter = header:X-Test",
                                "report = header:X-Test")
                        .map(policy -> policy.split(" = "))
                        .flatMap(
                                policy ->
                                        Stream.of(
                                                        "key=" + policy[1],
                                                        "strategy=sliding-log",
                                                        "limit=10/day")
                                                .map(
                                                        setting ->
                                                                "throttled.policy."
                                                                        + policy[0]
                                                                        + '.'
                                                                        + setting));
        Stream<String> others =
                Stream.of(
                        "throttled.trusted-proxies=127.0.0.1, ::1",
                        "throttled.policy.address.exempt=ip:127.0.0.1, ip:203.0.113.77",
                        "throttled.policy.bean-address.deny=ip:203.0.113.66",
                        "throttled.policy.report.cost=rendering",
                        "throttled.policy.tiered.key=header:X-Test",
                        "throttled.policy.tiered.strategy=sliding-log",
                        "throttled.policy.tiered.limit=2/day",
                        "throttled.policy.tiered.tier.gold.limit=5/day",
                        "mp.jwt.verify.publickey=" + TOKENS.publicKey(),
                        "mp.jwt.verify.issuer=" + Tokens.ISSUER);
        return Wars.of(
                Api.class.getPackage(), Stream.concat(policies, others).toArray(String[]::new));
    }

    @Test
    void each_client_behind_a_trusted_proxy_has_its_own_counter() {
        assertThat(xForwardedFor("203.0.113.1").admitted(6, "address")).isEqualTo(6);
        assertThat(xForwardedFor("198.51.100.1", "203.0.113.1").admitted(6, "address"))
                .as("two lines, of which the client wrote the first")
                .isEqualTo(4);
        assertThat(client("Forwarded", "for=\"[2001:db8::1]:80\"").admitted(12, "address"))
                .isEqualTo(10);
        assertThat(xForwardedFor("203.0.113.77").admitted(12, "address"))
                .as("exempt")
                .isEqualTo(12);
        assertThat(client().admitted(12, "address")).as("the proxy is not exempt").isEqualTo(10);
    }

    @Test
    void a_bean_sees_the_client_behind_a_trusted_proxy_too() {
        assertThat(xForwardedFor("203.0.113.1").admitted(6, "bean-address")).isEqualTo(6);
        assertThat(xForwardedFor("198.51.100.1", "203.0.113.1").admitted(6, "bean-address"))
                .isEqualTo(4);
        assertThat(xForwardedFor("203.0.113.66").admitted(1, "bean-address")).isZero();
    }

    @Test
    void each_value_of_a_cookie_has_its_own_counter() {
        assertThat(client("Cookie", "visitor=alice").admitted(12, "cookie")).isEqualTo(10);
        assertThat(client("Cookie", "a=b; visitor=dorian").admitted(12, "cookie")).isEqualTo(10);
    }

    @Test
    void each_value_of_a_path_parameter_has_its_own_counter() {
        assertThat(client().admitted(12, "path/1")).isEqualTo(10);
        assertThat(client().admitted(12, "path/2")).isEqualTo(10);
    }

    @Test
    void each_value_of_a_query_parameter_has_its_own_counter() {
        assertThat(client().admitted(12, "query?api_key=one&x=y")).isEqualTo(10);
        assertThat(client().admitted(12, "query?x=y&api_key=two")).isEqualTo(10);
    }

    @Test
    void each_session_has_its_own_counter() {
        assertThat(inNewSession().admitted(12, "session")).isEqualTo(10);
        assertThat(inNewSession().admitted(12, "session")).isEqualTo(10);
    }

    @Test
    void each_value_of_a_claim_has_its_own_counter() {
        assertThat(withClaim("alice", "acme").admitted(6, "claim")).isEqualTo(6);
        assertThat(withClaim("dorian", "acme").admitted(6, "claim")).isEqualTo(4);
        assertThat(withClaim("alice", "ajax").admitted(12, "claim")).isEqualTo(10);
    }

    @Test
    void a_resolver_bean_says_who_calls() {
        assertThat(client("X-Api-Key", "acme-1").admitted(6, "resolver")).isEqualTo(6);
        assertThat(client("X-Api-Key", "acme-2").admitted(6, "resolver")).isEqualTo(4);
        assertThat(client("X-Api-Key", "ajax-1").admitted(12, "resolver")).isEqualTo(10);
    }

    @Test
    void arguments_of_a_bean_are_the_key() {
        assertThat(client().admitted(12, "mail/alice")).isEqualTo(10);
        assertThat(client().admitted(12, "mail/dorian")).isEqualTo(10);
    }

    @Test
    void the_entity_of_a_request_can_be_the_key() {
        Client client = client();
        for (int i = 0; i < 5; i++) {
            assertThat(client.post("param", "\"a\"").statusCode()).isEqualTo(200);
            assertThat(client().post("param", "\"a\"").statusCode()).isEqualTo(200);
        }

        HttpResponse<String> refused = client.post("param", "\"a\"");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("RateLimit-Policy"))
                .hasValue("\"by-test\";q=10;w=86400, \"param\";q=10;w=86400");
        HttpResponse<String> admitted = client.post("param", "\"b\"");
        assertThat(admitted.statusCode()).isEqualTo(200);
        assertThat(admitted.headers().firstValue("RateLimit"))
                .as("the refused request gave back what it took")
                .hasValueSatisfying(
                        fields ->
                                assertThat(fields).contains("\"by-test\";r=4;", "\"param\";r=9;"));
    }

    @Test
    void a_parameter_of_a_request_is_the_cost() {
        Client client = client();

        assertThat(client.get("page?size=7").statusCode()).isEqualTo(200);
        assertThat(client.get("page?size=4").statusCode()).isEqualTo(429);
        assertThat(client.get("page?size=3").statusCode()).isEqualTo(200);
    }

    @Test
    void a_cost_that_can_never_pass_gets_no_hope() {
        HttpResponse<String> refused = client().get("page?size=11");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
        assertThat(refused.body()).contains("The request costs more than the limit ever allows.");
    }

    @Test
    void a_parameter_of_a_bean_is_the_cost() {
        Client client = client();

        assertThat(client.get("mails/a,b,c,d,e,f,g").statusCode()).isEqualTo(200);
        assertThat(client.get("mails/a,b,c,d").statusCode()).isEqualTo(429);
    }

    @Test
    void a_resolver_bean_says_the_cost() {
        assertThat(client("Accept", "application/pdf").admitted(4, "report")).isEqualTo(2);
        assertThat(client("Accept", "text/plain").admitted(12, "report")).isEqualTo(10);
    }

    @Test
    void a_resolver_bean_says_the_tier() {
        assertThat(client().admitted(9, "tiered")).isEqualTo(2);
        assertThat(client("X-Api-Key", "acme-1").admitted(9, "tiered")).isEqualTo(5);
        assertThat(client("X-Api-Key", "ajax-1").admitted(9, "tiered")).isEqualTo(2);
    }

    private Client client(String... headers) {
        return Client.of(application).with(headers);
    }

    /** The field in several lines. */
    private Client xForwardedFor(String... lines) {
        return client(
                Stream.of(lines)
                        .flatMap(line -> Stream.of("X-Forwarded-For", line))
                        .toArray(String[]::new));
    }

    private Client withClaim(String user, String tenant) {
        return client("Authorization", "Bearer " + TOKENS.of(user, tenant));
    }

    private Client inNewSession() {
        String cookie =
                client().get("new-session").headers().firstValue("Set-Cookie").orElseThrow();
        return client("Cookie", cookie.substring(0, cookie.indexOf(';')));
    }
}
