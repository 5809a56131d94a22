package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.login.Api;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URL;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

/** What is decided before authentication, and what after it. */
@ExtendWith(ArquillianExtension.class)
class LoginIT {

    @ArquillianResource URL application;

    @Deployment(testable = false)
    static WebArchive login() {
        Stream<String> policies =
                Stream.of("address", "failures", "both", "user", "held", "forbidden")
                        .flatMap(
                                page ->
                                        Stream.of(
                                                "throttled.route." + page + ".path=/" + page,
                                                "throttled.route." + page + ".policy=" + page,
                                                "throttled.policy." + page + ".limit=2/day",
                                                "throttled.policy." + page + ".key=ip"));
        Stream<String> others =
                Stream.of(
                        "throttled.trusted-proxies=127.0.0.1, ::1",
                        "throttled.limits-resource=true",
                        "throttled.limits-resource.limit=4/day",
                        "throttled.policy.failures.count-on=401",
                        "throttled.policy.forbidden.count-on=401",
                        "throttled.route.both.policy=both, both-user",
                        "throttled.policy.both-user.limit=1/day",
                        "throttled.policy.both-user.key=user",
                        "throttled.policy.held.strategy=concurrent",
                        "throttled.policy.held.limit=1",
                        "throttled.policy.user.key=user|ip");
        return Wars.of(
                        Api.class.getPackage(),
                        Stream.concat(policies, others).toArray(String[]::new))
                .setWebXML(
                        new StringAsset(
                                """
                                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                                  <security-constraint>
                                    <web-resource-collection>
                                      <web-resource-name>pages</web-resource-name>
                                      <url-pattern>/api/address</url-pattern>
                                      <url-pattern>/api/failures</url-pattern>
                                      <url-pattern>/api/both</url-pattern>
                                      <url-pattern>/api/held</url-pattern>
                                      <url-pattern>/api/user</url-pattern>
                                    </web-resource-collection>
                                    <auth-constraint><role-name>clerk</role-name></auth-constraint>
                                  </security-constraint>
                                  <security-constraint>
                                    <web-resource-collection>
                                      <web-resource-name>forbidden</web-resource-name>
                                      <url-pattern>/api/forbidden</url-pattern>
                                    </web-resource-collection>
                                    <auth-constraint><role-name>chief</role-name></auth-constraint>
                                  </security-constraint>
                                  <security-role><role-name>clerk</role-name></security-role>
                                  <security-role><role-name>chief</role-name></security-role>
                                </web-app>
                                """));
    }

    @Test
    void a_blocked_address_never_reaches_the_identity_store() {
        assertThat(from("203.0.113.1", "anna", "secret").get("address").body()).isEqualTo("anna");
        assertThat(from("203.0.113.1", "anna", "wrong").get("address").statusCode()).isEqualTo(401);
        assertThat(asked("anna")).isEqualTo(2);

        HttpResponse<String> blocked = from("203.0.113.1", "anna", "secret").get("address");

        assertThat(blocked.statusCode()).isEqualTo(429);
        assertThat(asked("anna")).isEqualTo(2);
        assertThat(from("203.0.113.2", "anna", "secret").get("address").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.20, ida, /address", "203.0.113.21, ines, //address"})
    void another_spelling_of_the_path_does_not_reach_it_either(
            String address, String user, String path) {
        Client client = from(address, user, "wrong");
        client.getExactly(path);
        client.getExactly(path);

        assertThat(client.getExactly(path).statusCode()).isEqualTo(429);
        assertThat(asked(user)).isEqualTo(2);
    }

    @Test
    void a_path_of_slashes_is_nobodys_limit_and_no_error() {
        Client client = from("203.0.113.22", "ilse", "secret");

        for (int i = 0; i < 3; i++) {
            assertThat(client.getExactly("/").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void who_is_blocked_reads_the_same_as_everywhere() {
        from("203.0.113.3", "bert", "wrong").get("address");
        from("203.0.113.3", "bert", "wrong").get("address");

        HttpResponse<String> blocked = from("203.0.113.3", "bert", "wrong").get("address");

        assertThat(blocked.headers().firstValue("RateLimit-Policy"))
                .contains("\"address\";q=2;w=86400");
        assertThat(blocked.headers().firstValue("RateLimit").orElseThrow())
                .startsWith("\"address\";r=0;t=");
        assertThat(blocked.headers().allValues("RateLimit")).hasSize(1);
        assertThat(blocked.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive();
        assertThat(blocked.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(blocked.body())
                .contains("#quota-exceeded", "\"violated-policies\":[\"address\"]");
        assertThat(
                        Client.of(application)
                                .with(
                                        "X-Forwarded-For",
                                        "203.0.113.3",
                                        "Accept",
                                        "text/html;q=0.5, text/plain",
                                        "Accept-Language",
                                        "de")
                                .get("address")
                                .body())
                .startsWith("Das Limit");
    }

    @Test
    void who_is_blocked_reads_something_whatever_it_accepts() {
        from("203.0.113.23", "ilka", "wrong").get("address");
        from("203.0.113.23", "ilka", "wrong").get("address");

        for (String garbage :
                List.of(
                        ";;q=,*/,/;",
                        "text/html;q=x",
                        "a/b;c=\"",
                        "\u00ff",
                        ",",
                        "*".repeat(1000))) {
            HttpResponse<String> blocked =
                    Client.of(application)
                            .with(
                                    "X-Forwarded-For",
                                    "203.0.113.23",
                                    "Accept",
                                    garbage,
                                    "Accept-Language",
                                    garbage)
                            .get("address");

            assertThat(blocked.statusCode()).as(garbage).isEqualTo(429);
            assertThat(blocked.body()).as(garbage).contains("limit");
        }
    }

    @Test
    void a_request_is_charged_once() {
        HttpResponse<String> first = from("203.0.113.4", "carl", "secret").get("address");

        assertThat(first.headers().allValues("RateLimit")).hasSize(1);
        assertThat(first.headers().firstValue("RateLimit").orElseThrow())
                .startsWith("\"address\";r=1;");
    }

    @Test
    void a_failed_login_tells_how_many_are_left() {
        HttpResponse<String> failed = from("203.0.113.5", "dora", "wrong").get("failures");

        assertThat(failed.statusCode()).isEqualTo(401);
        assertThat(failed.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(failed.headers().allValues("RateLimit")).hasSize(1);
        assertThat(failed.headers().firstValue("RateLimit").orElseThrow())
                .startsWith("\"failures\";r=1;");
    }

    @Test
    void only_failed_logins_are_counted_and_too_many_are_stopped() {
        for (int i = 0; i < 4; i++) {
            assertThat(from("203.0.113.6", "emil", "secret").get("failures").statusCode())
                    .isEqualTo(200);
        }
        from("203.0.113.6", "emil", "wrong").get("failures");
        from("203.0.113.6", "emil", "wrong").get("failures");
        assertThat(asked("emil")).isEqualTo(6);

        assertThat(from("203.0.113.6", "emil", "secret").get("failures").statusCode())
                .isEqualTo(429);
        assertThat(asked("emil")).isEqualTo(6);
    }

    @Test
    void who_is_authenticated_but_not_authorized_gets_back_what_counts_failed_logins() {
        for (int i = 0; i < 4; i++) {
            assertThat(from("203.0.113.7", "fritz", "secret").get("forbidden").statusCode())
                    .isEqualTo(403);
        }
        from("203.0.113.7", "fritz", "wrong").get("forbidden");
        from("203.0.113.7", "fritz", "wrong").get("forbidden");

        assertThat(from("203.0.113.7", "fritz", "secret").get("forbidden").statusCode())
                .isEqualTo(429);
    }

    @Test
    void what_was_paid_before_authentication_is_given_back_if_a_later_policy_refuses() {
        from("203.0.113.8", "gerd", "secret").get("both");

        HttpResponse<String> refused = from("203.0.113.8", "gerd", "secret").get("both");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("both-user");
        assertThat(from("203.0.113.8", "hanna", "secret").get("both").statusCode()).isEqualTo(200);
        assertThat(from("203.0.113.8", "inge", "secret").get("both").body())
                .contains("\"violated-policies\":[\"both\"]");
        assertThat(asked("inge")).isZero();
    }

    @Test
    void a_request_that_fails_to_authenticate_holds_nothing_any_longer() {
        for (int i = 0; i < 3; i++) {
            assertThat(from("203.0.113.9", "jan", "wrong").get("held").statusCode()).isEqualTo(401);
        }
        assertThat(from("203.0.113.9", "jan", "secret").get("held").statusCode()).isEqualTo(200);
        assertThat(from("203.0.113.9", "jan", "secret").get("held").statusCode()).isEqualTo(200);
    }

    @Test
    void a_limit_for_users_is_decided_when_the_user_is_known() {
        for (int i = 0; i < 3; i++) {
            from("203.0.113.10", "kurt", "secret").get("user");
        }

        assertThat(asked("kurt")).isEqualTo(3);
        assertThat(from("203.0.113.10", "kurt", "secret").get("user").statusCode()).isEqualTo(429);
        assertThat(from("203.0.113.10", "lena", "secret").get("user").body()).isEqualTo("lena");
    }

    @Test
    void callers_are_told_their_own_limits() {
        Client nora = from("203.0.113.12", "nora", "secret");
        nora.get("address");
        nora.get("both");

        HttpResponse<String> limits = nora.get("throttled/limits");

        assertThat(limits.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(limits.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(limits.body().replaceAll("\"reset\":\\d+", "\"reset\":9"))
                .startsWith("{\"limits\":[{")
                .contains(
                        "{\"policy\":\"address\",\"quota\":2,\"window\":86400,\"remaining\":1,\"reset\":9}",
                        "{\"policy\":\"both-user\",\"quota\":1,\"window\":86400,\"remaining\":0,\"reset\":9}",
                        "{\"policy\":\"failures\",\"quota\":2,\"window\":86400,\"remaining\":2,\"reset\":9}",
                        "{\"policy\":\"held\",\"quota\":1,\"remaining\":1,\"reset\":9}");
        assertThat(from("203.0.113.13", "olga", "secret").get("throttled/limits").body())
                .contains("\"both-user\",\"quota\":1,\"window\":86400,\"remaining\":1");
    }

    @Test
    void who_asks_for_limits_too_often_is_rejected() {
        Client petra = from("203.0.113.14", "petra", "secret");
        for (int i = 0; i < 4; i++) {
            assertThat(petra.get("throttled/limits").statusCode()).isEqualTo(200);
        }

        HttpResponse<String> rejected = petra.get("throttled/limits");

        assertThat(rejected.statusCode()).isEqualTo(429);
        assertThat(rejected.headers().firstValue("Retry-After")).isPresent();
        assertThat(petra.get("user").statusCode()).isEqualTo(200);
    }

    @Test
    void a_path_that_the_container_reads_differently_is_no_way_around() {
        from("203.0.113.11", "mia", "wrong").get("address");
        from("203.0.113.11", "mia", "wrong").get("address");
        assertThat(asked("mia")).isEqualTo(2);

        for (String path :
                Stream.of("%61ddress", "address;v=1", "x/../address", "./address").toList()) {
            assertThat(from("203.0.113.11", "mia", "wrong").getExactly(path).statusCode())
                    .as(path)
                    .isEqualTo(429);
        }
        assertThat(asked("mia")).isEqualTo(2);
    }

    @Test
    void a_blocked_client_never_reaches_an_authenticating_filter() {
        Client client = Client.of(application);
        Client withToken = client.with("X-Token", "token-1");

        for (int i = 0; i < 5; i++) {
            withToken.get("by-token");
        }

        assertThat(withToken.get("by-token").statusCode()).isEqualTo(429);
        assertThat(withToken.get("read/token-1").body()).isEqualTo("3");
    }

    /** A client at another address, as a trusted proxy tells it, who logs in. */
    private Client from(String address, String user, String password) {
        return Client.of(application).as(user, password).and("X-Forwarded-For", address);
    }

    /** How often the identity store was asked about somebody. */
    private int asked(String user) {
        return Integer.parseInt(Client.of(application).get("asked/" + user).body());
    }
}
