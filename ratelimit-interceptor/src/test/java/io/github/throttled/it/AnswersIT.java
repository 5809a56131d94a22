package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.answers.Api;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URL;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What clients read, and in which language. */
@ExtendWith(ArquillianExtension.class)
class AnswersIT {

    private static final Pattern PARTITION = Pattern.compile(";pk=:([A-Za-z0-9+/]{12}):$");

    @ArquillianResource URL application;

    @Deployment(testable = false)
    static WebArchive answers() {
        Stream<String> policies =
                Stream.of("once 1", "twice 2", "own 1", "failing 1", "denied 1")
                        .map(policy -> policy.split(" "))
                        .flatMap(
                                policy ->
                                        Stream.of(
                                                        "limit=" + policy[1] + "/30 days",
                                                        "strategy=leaky-bucket",
                                                        "burst=" + policy[1],
                                                        "key=header:X-Test")
                                                .map(
                                                        setting ->
                                                                "throttled.policy."
                                                                        + policy[0]
                                                                        + '.'
                                                                        + setting));
        Stream<String> others =
                Stream.of(
                        "throttled.policy.denied.deny=ip:127.0.0.1",
                        "throttled.body=error",
                        "throttled.languages=en, de, fr",
                        "throttled.cors-expose=true",
                        "throttled.partition-key-secret=correct horse battery staple");
        return Wars.of(
                        Api.class.getPackage(),
                        Stream.concat(policies, others).toArray(String[]::new))
                .addAsResource(
                        new StringAsset(
                                "quota-exceeded.wait=D\u00e9j\u00e0 vu. Dans {0}.\ndays={0} jours"),
                        "ThrottledMessages_fr.properties");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "till"})
    void json_says_it_in_one_member_if_so_configured(String path) {
        HttpResponse<String> refusal = refusal(path);

        assertThat(refusal.statusCode()).isEqualTo(429);
        assertThat(refusal.body())
                .isEqualTo("{\"error\": \"Rate limit exceeded. Try again in 30 days.\"}");
        assertThat(field(refusal, "Content-Type")).isEqualTo("application/json");
        assertThat(field(refusal, "Content-Language")).isEqualTo("en");
        assertThat(refusal.headers().allValues("Vary").toString())
                .contains("Accept", "Accept-Language");
    }

    @Test
    void a_browser_gets_a_page() {
        HttpResponse<String> refusal =
                refusal(
                        "till",
                        "Accept",
                        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

        assertThat(field(refusal, "Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(refusal.body())
                .startsWith("<!DOCTYPE html>")
                .contains("<p>Rate limit exceeded. Try again in 30 days.</p>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "de-DE, en;q=0.5 > de > Das Limit ist erreicht. Bitte in 30 Tagen noch einmal versuchen.",
                "fr > fr > D\u00e9j\u00e0 vu. Dans 30 jours.",
                "it > en > Rate limit exceeded. Try again in 30 days.",
            })
    void text_is_in_a_language_that_the_client_accepts(
            String accepted, String language, String text) {
        HttpResponse<String> refusal =
                refusal("till", "Accept", "text/plain", "Accept-Language", accepted);

        assertThat(refusal.body()).isEqualTo(text + "\n");
        assertThat(field(refusal, "Content-Type"))
                .isEqualToIgnoringCase("text/plain;charset=UTF-8");
        assertThat(field(refusal, "Content-Language")).isEqualTo(language);
    }

    @Test
    void the_application_writes_a_body_of_its_own() {
        HttpResponse<String> refusal = refusal("own", "Accept-Language", "de");

        assertThat(refusal.statusCode()).isEqualTo(429);
        assertThat(refusal.body())
                .contains("\"code\":\"QUOTA\"", "\"message\":\"Das Limit ist erreicht.");
        assertThat(field(refusal, "Content-Type")).isEqualTo("application/vnd.shop+json");
        assertThat(refusal.headers().firstValueAsLong("Retry-After")).isPresent();
        assertThat(field(refusal, "RateLimit")).startsWith("\"own\";r=0;t=");
    }

    @Test
    void an_application_that_fails_to_does_not_make_it_worse() {
        HttpResponse<String> refusal = refusal("failing");

        assertThat(refusal.statusCode()).isEqualTo(429);
        assertThat(refusal.body()).startsWith("{\"error\": \"Rate limit exceeded.");
    }

    @Test
    void a_store_that_does_not_answer_is_not_the_clients_fault() {
        HttpResponse<String> refusal = Client.of(application).get("no-store");

        assertThat(refusal.statusCode()).isEqualTo(503);
        assertThat(field(refusal, "Retry-After")).isEqualTo("1");
        assertThat(refusal.body()).contains("cannot tell how many", "Try again in 1 second.");
    }

    @Test
    void who_is_denied_is_told_so() {
        HttpResponse<String> refusal = Client.of(application).get("denied");

        assertThat(refusal.statusCode()).isEqualTo(429);
        assertThat(refusal.headers().firstValue("Retry-After")).isEmpty();
        assertThat(refusal.body())
                .isEqualTo("{\"error\": \"Requests from here are not accepted.\"}");
    }

    @Test
    void a_redirection_does_not_tell_that_little_remains() {
        Client client = Client.of(application);

        assertThat(field(client.get("moved/303"), "RateLimit")).startsWith("\"twice\";r=1;");
        HttpResponse<String> last = client.get("moved/303");
        assertThat(field(last, "RateLimit-Policy")).startsWith("\"twice\";q=2;");
        assertThat(last.headers().firstValue("RateLimit")).isEmpty();
    }

    @Test
    void a_key_is_shown_as_something_that_stands_for_it() {
        Client alice = Client.of(application);
        String tag = partition(alice.get("shop"));

        assertThat(partition(alice.get("shop"))).isEqualTo(tag);
        assertThat(partition(alice.get("own"))).isNotEqualTo(tag);
        assertThat(partition(Client.of(application).get("shop"))).isNotEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jax-rs", "servlet"})
    void scripts_from_elsewhere_may_read_the_fields_of_what_they_may_read(String filter) {
        Client script = Client.of(application).with("X-Cors", filter);

        assertThat(script.get("shop").headers().allValues("Access-Control-Expose-Headers"))
                .containsExactly("X-Page, RateLimit-Policy, RateLimit");
        assertThat(script.get("shop").headers().allValues("Access-Control-Expose-Headers"))
                .containsExactly("X-Page, Retry-After, RateLimit-Policy, RateLimit");
    }

    @Test
    void nothing_is_exposed_to_those_who_may_read_nothing() {
        assertThat(refusal("shop").headers().allValues("Access-Control-Expose-Headers")).isEmpty();
    }

    /** The second response to a client with these headers. */
    private HttpResponse<String> refusal(String path, String... headers) {
        Client client = Client.of(application).with(headers);
        client.get(path);
        return client.get(path);
    }

    private static String partition(HttpResponse<String> response) {
        List<String> tags =
                Stream.of("RateLimit-Policy", "RateLimit")
                        .map(name -> PARTITION.matcher(field(response, name)))
                        .filter(Matcher::find)
                        .map(found -> found.group(1))
                        .toList();
        assertThat(tags).hasSize(2);
        assertThat(tags.get(0)).isEqualTo(tags.get(1));
        return tags.get(0);
    }

    private static String field(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
