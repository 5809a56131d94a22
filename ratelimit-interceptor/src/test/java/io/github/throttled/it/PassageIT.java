package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.login.Api;

import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.http.HttpResponse;

/**
 * What nobody wants to be limited by a limit for everything, where the application is all there is.
 */
class PassageIT {

    private static PayaraMicro server;

    @BeforeAll
    static void start() throws Exception {
        WebArchive root =
                Wars.of(
                        Api.class.getPackage(),
                        "mp.openapi.filter=io.github.throttled.it.login.OwnFilter",
                        "throttled.trusted-proxies=127.0.0.1, ::1",
                        "throttled.global=everybody",
                        "throttled.limits-resource=true",
                        "throttled.policy.everybody.limit=2/day",
                        "throttled.policy.everybody.key=header:X-Test",
                        "throttled.policy.everybody.exempt=ip:203.0.113.200");
        server = PayaraMicro.start(root, "--nocluster", "--contextroot", "/");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/metrics", "/openapi"})
    void endpoints_of_the_server_are_nobodys_limit(String endpoint) throws Exception {
        Client client = client();
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer = client.get(endpoint);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("RateLimit")).isEmpty();
        }
        assertThat(client.admitted(3, "address")).isEqualTo(2);
    }

    @Test
    void preflight_requests_are_free_where_the_container_authenticates() throws Exception {
        Client browser =
                client().with(
                                "Origin",
                                "https://shop.example",
                                "Access-Control-Request-Method",
                                "POST");
        for (int i = 0; i < 3; i++) {
            assertThat(browser.send("OPTIONS", "address").statusCode()).isEqualTo(200);
        }
        assertThat(browser.admitted(3, "address")).isEqualTo(2);
    }

    @Test
    void asking_for_ones_limits_is_free_too() throws Exception {
        Client client = client();
        client.get("address");

        for (int i = 0; i < 3; i++) {
            HttpResponse<String> limits = client.get("throttled/limits");
            assertThat(limits.headers().firstValue("RateLimit")).isEmpty();
            assertThat(limits.body())
                    .contains("\"everybody\",\"quota\":2,\"window\":86400,\"remaining\":1,");
        }
    }

    @Test
    void a_caller_can_ask_when_its_limits_are_used_up() throws Exception {
        Client client = client();
        assertThat(client.admitted(3, "address")).isEqualTo(2);

        HttpResponse<String> limits = client.get("throttled/limits");

        assertThat(limits.statusCode()).isEqualTo(200);
        assertThat(limits.body()).contains("\"remaining\":0,");
        assertThat(client.get("throttled/limits/").statusCode()).isEqualTo(429);
    }

    @Test
    void who_is_exempt_is_free_before_authentication_too() throws Exception {
        Client probe = client().with("X-Forwarded-For", "203.0.113.200");

        assertThat(probe.admitted(5, "address")).isEqualTo(5);
        assertThat(probe.get("address").headers().firstValue("RateLimit")).isEmpty();
    }

    @Test
    void the_document_of_the_api_tells_the_limits_and_what_the_application_says_of_it()
            throws Exception {
        String document =
                client().with("Accept", "application/json").get("/openapi?format=JSON").body();

        assertThat(document.replaceAll("\\s", ""))
                .contains(
                        "\"429\":{",
                        "Toomanyrequests.Limits:everybody(2in1day),ShopResource.byToken(2in1day).",
                        "\"RateLimit-Policy\":",
                        "\"Retry-After\":",
                        "\"x-throttled\":[{",
                        "\"x-own-operation\":true",
                        "\"x-own-document\":true");
    }

    private static Client client() throws Exception {
        return Client.of(
                URI.create(server.application("").toString().replaceAll("/+$", "/")).toURL());
    }
}
