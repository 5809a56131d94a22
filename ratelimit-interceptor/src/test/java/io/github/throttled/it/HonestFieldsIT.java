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
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URL;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the fields say comes true: more is there after {@code t}, and not a whole second before. The
 * server's clock cannot be set, so the windows are short, and the test waits for them.
 */
@ExtendWith(ArquillianExtension.class)
class HonestFieldsIT {

    private static final Pattern STATE = Pattern.compile("\"([^\"]+)\";r=(\\d+)(?:;t=(\\d+))?");

    @ArquillianResource URL application;

    /** One item of {@code RateLimit}; {@code t} is 0 where it is left out. */
    private record Item(String name, long r, long t) {}

    /** An answer, and when it was asked for and there; both in nanoseconds of one clock. */
    private record Told(long asked, long answered, HttpResponse<String> answer) {}

    @Deployment(testable = false)
    static WebArchive routes() {
        Stream<String> policies =
                Stream.of(
                                policy("fixed", "limit=3/3s", "strategy=fixed-window"),
                                policy("sliding", "limit=3/3s", "strategy=sliding-window"),
                                policy(
                                        "segmented",
                                        "limit=3/3s",
                                        "strategy=sliding-window",
                                        "segments=3"),
                                policy("log", "limit=3/3s", "strategy=sliding-log"),
                                policy("bucket", "limit=3/6s", "strategy=token-bucket"),
                                policy("leaky", "limit=3/6s", "strategy=leaky-bucket", "burst=3"),
                                policy("costly", "limit=4/8s", "strategy=token-bucket", "cost=3"),
                                policy("several", "limit=2/2s, 6/60s", "strategy=sliding-log"),
                                policy(
                                        "leased",
                                        "limit=30/3s",
                                        "strategy=fixed-window",
                                        "lease=auto"),
                                policy("tiered", "limit=1/day", "tier.golds.limit=3/3s"),
                                policy("held", "limit=2", "strategy=concurrent"),
                                // Annotations of the resource name these.
                                policy("wide", "limit=5/day"),
                                policy("tight", "limit=2/day"))
                        .flatMap(policy -> policy);
        return Wars.of(Api.class.getPackage(), policies.toArray(String[]::new))
                .addClass(Users.class);
    }

    private static Stream<String> policy(String name, String... settings) {
        Stream<String> route =
                Stream.of(
                        "throttled.route." + name + ".path=/files/" + name,
                        "throttled.route." + name + ".policy=" + name,
                        "throttled.policy." + name + ".key=header:X-Test");
        return Stream.concat(
                route, Arrays.stream(settings).map(s -> "throttled.policy." + name + '.' + s));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fixed",
                "sliding",
                "segmented",
                "log",
                "bucket",
                "leaky",
                "costly",
                "leased"
            })
    void more_is_there_after_t_and_not_before(String policy) throws InterruptedException {
        assertIsTrue(Client.of(application), policy);
    }

    @Test
    void so_it_is_for_a_tier() throws InterruptedException {
        assertIsTrue(Client.of(application).as("gold", "secret"), "tiered");
    }

    private static void assertIsTrue(Client client, String policy) throws InterruptedException {
        Told told = exhaust(client, policy);
        long seconds = item(told.answer(), policy).t();
        assertThat(seconds).isBetween(1L, retryAfter(told.answer()));

        Told next = told;
        while (!isMore(told, next, policy)) {
            assertThat(next.asked() - told.answered())
                    .as("asked after t, and no more was there")
                    .isLessThan(TimeUnit.SECONDS.toNanos(seconds));
            TimeUnit.MILLISECONDS.sleep(50);
            next = ask(client, policy);
        }

        // t is rounded up by less than a second.
        assertThat(next.answered() - told.asked())
                .as("more was there long before t")
                .isGreaterThan(TimeUnit.SECONDS.toNanos(seconds - 1));
    }

    private static boolean isMore(Told first, Told now, String policy) {
        return now.answer().statusCode() == 200
                || item(now.answer(), policy).r() > item(first.answer(), policy).r();
    }

    @Test
    void a_bucket_says_when_the_next_token_comes_and_not_when_it_is_full() {
        Client client = Client.of(application);
        HttpResponse<String> last = null;
        for (int i = 0; i < 3; i++) {
            last = client.get("files/bucket");
        }
        assertThat(item(last, "bucket").t()).isBetween(1L, 2L);
    }

    @Test
    void no_item_of_several_contradicts_retry_after() {
        Client client = Client.of(application);
        HttpResponse<String> rejected = exhaust(client, "several").answer();

        assertThat(item(rejected, "several-2s").r()).isZero();
        assertThat(item(rejected, "several-2s").t()).isEqualTo(retryAfter(rejected));
        assertThat(item(rejected, "several-1m").r()).isEqualTo(4);
        assertThat(rejected.body()).contains("\"violated-policies\":[\"several-2s\"]");
    }

    @Test
    void nobody_knows_when_a_call_ends() {
        HttpResponse<String> answer = Client.of(application).get("files/held");

        assertThat(answer.headers().firstValue("RateLimit")).hasValue("\"held\";r=1");
    }

    private static Told exhaust(Client client, String policy) {
        Told told = ask(client, policy);
        while (told.answer().statusCode() == 200) {
            told = ask(client, policy);
        }
        assertThat(told.answer().statusCode()).isEqualTo(429);
        return told;
    }

    private static Told ask(Client client, String policy) {
        long asked = System.nanoTime();
        HttpResponse<String> answer = client.get("files/" + policy);
        return new Told(asked, System.nanoTime(), answer);
    }

    private static long retryAfter(HttpResponse<String> answer) {
        return answer.headers().firstValueAsLong("Retry-After").orElseThrow();
    }

    private static Item item(HttpResponse<String> response, String name) {
        return items(response).stream()
                .filter(item -> item.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static List<Item> items(HttpResponse<String> response) {
        Matcher state = STATE.matcher(response.headers().firstValue("RateLimit").orElseThrow());
        return state.results()
                .map(
                        found ->
                                new Item(
                                        found.group(1),
                                        Long.parseLong(found.group(2)),
                                        found.group(3) == null
                                                ? 0
                                                : Long.parseLong(found.group(3))))
                .toList();
    }
}
