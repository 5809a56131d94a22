package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.fields.Api;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The fields in each style. Two applications of one server share their counters, and differ in what
 * they tell, so that a client can compare them. The windows are an hour, and no test waits for one.
 */
class FieldStylesIT {

    private static final String EPOCH = "epoch";
    private static final String SPREAD = "spread";

    private static final long HOUR = 3600;
    private static final long JITTER = 600;

    private static PayaraMicro server;
    private static URL epoch;
    private static URL spread;

    @BeforeAll
    static void start() throws Exception {
        server =
                PayaraMicro.start(
                        List.of(epoch(), spread()),
                        "--clustermode",
                        "tcpip:127.0.0.1",
                        "--clustername",
                        "fields-" + UUID.randomUUID());
        epoch = server.application(EPOCH);
        spread = server.application(SPREAD);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    /** Tells draft 10, the instant of the reset, and exact times. */
    private static WebArchive epoch() {
        return fields(EPOCH, "throttled.headers=ietf-10, x-ratelimit-epoch");
    }

    /** Tells draft 11, the seconds to the reset, and times that are spread. */
    private static WebArchive spread() {
        return fields(
                SPREAD, "throttled.headers=ietf-11, x-ratelimit", "throttled.jitter=10 minutes");
    }

    private static WebArchive fields(String name, String... settings) {
        Stream<String> shared =
                Stream.of(
                        "throttled.application=fields",
                        "throttled.limits-resource=true",
                        "throttled.policy.list.limit=2/hour",
                        "throttled.policy.list.strategy=sliding-log",
                        "throttled.policy.list.key=header:X-Test",
                        "throttled.policy.upload.limit=100/hour",
                        "throttled.policy.upload.strategy=sliding-log",
                        "throttled.policy.upload.key=header:X-Test",
                        "throttled.policy.upload.quota-unit=content-bytes");
        String[] configuration = Stream.concat(shared, Stream.of(settings)).toArray(String[]::new);
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .merge(Wars.of(Api.class.getPackage(), configuration));
    }

    @ParameterizedTest
    @ValueSource(strings = {EPOCH, SPREAD})
    void either_draft_has_the_fields_with_q_w_r_and_t(String style) {
        HttpResponse<String> answer = client(style).get("list");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(field(answer, "RateLimit-Policy")).isEqualTo("\"list\";q=2;w=3600");
        assertThat(field(answer, "RateLimit")).isEqualTo("\"list\";r=1;t=3600");
        assertThat(field(answer, "X-RateLimit-Limit")).isEqualTo("2");
        assertThat(field(answer, "X-RateLimit-Remaining")).isEqualTo("1");
    }

    @Test
    void the_reset_is_an_instant_or_the_seconds_until_it() {
        Client client = client(EPOCH);
        HttpResponse<String> seconds = client.on(spread).get("list");
        long before = Instant.now().getEpochSecond();
        HttpResponse<String> instant = client.get("list");
        long after = Instant.now().getEpochSecond();

        // The whole quota is back an hour after each of these calls.
        long wait = number(seconds, "X-RateLimit-Reset");
        assertThat(wait).isEqualTo(HOUR);
        assertThat(number(instant, "X-RateLimit-Reset"))
                .isBetween(before + wait - 1, after + wait + 1);
    }

    @Test
    void a_rejected_client_may_return_at_the_reset() {
        Client client = client(EPOCH);
        long before = Instant.now().getEpochSecond();
        HttpResponse<String> rejected = exhaust(client);
        long after = Instant.now().getEpochSecond();

        long wait = number(rejected, "Retry-After");
        assertThat(wait).isBetween(1L, HOUR);
        assertThat(number(rejected, "X-RateLimit-Reset")).isBetween(before + wait, after + wait);
        assertThat(field(rejected, "X-RateLimit-Remaining")).isEqualTo("0");
    }

    @Test
    void jitter_spreads_the_times_to_return_and_none_is_too_early() {
        Client client = client(EPOCH);
        long exactBefore = number(exhaust(client), "Retry-After");

        Set<Long> waits = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> rejected = client.on(spread).get("list");
            long wait = number(rejected, "Retry-After");
            waits.add(wait);
            assertThat(rejected.statusCode()).isEqualTo(429);
            assertThat(field(rejected, "RateLimit")).isEqualTo("\"list\";r=0;t=" + wait);
            assertThat(number(rejected, "X-RateLimit-Reset")).isEqualTo(wait);
            // The exact time only gets shorter.
            long exactAfter = number(client.get("list"), "Retry-After");
            assertThat(wait).isBetween(exactAfter, exactBefore + JITTER);
        }

        // Of 601 values, 20 are all but certainly not these few.
        assertThat(waits).hasSizeGreaterThan(5);
        assertThat(waits).anyMatch(wait -> wait > exactBefore);
    }

    @Test
    void jitter_leaves_admitted_requests_the_exact_time() {
        assertThat(field(client(SPREAD).get("list"), "RateLimit")).endsWith(";t=3600");
    }

    @Test
    void a_limit_in_bytes_says_so_and_counts_them() {
        Client client = client(EPOCH);

        HttpResponse<String> first = client.post("upload", "{\"price\": \"5 \u20ac\"}");
        assertThat(first.body()).isEqualTo("18");
        assertThat(field(first, "RateLimit-Policy"))
                .isEqualTo("\"upload\";q=100;qu=\"content-bytes\";w=3600");
        assertThat(field(first, "RateLimit")).isEqualTo("\"upload\";r=82;t=3600");

        HttpResponse<String> tooMuchNow = client.on(spread).post("upload", "x".repeat(83));
        assertThat(tooMuchNow.statusCode()).isEqualTo(429);
        assertThat(field(tooMuchNow, "RateLimit-Policy")).contains(";qu=\"content-bytes\";");
        assertThat(field(tooMuchNow, "RateLimit")).startsWith("\"upload\";r=82;t=");
        assertThat(number(tooMuchNow, "Retry-After")).isBetween(1L, HOUR + JITTER);

        assertThat(client.post("upload", "x".repeat(82)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_request_of_more_bytes_than_the_quota_need_not_return() {
        HttpResponse<String> rejected = client(SPREAD).post("upload", "x".repeat(101));

        assertThat(rejected.statusCode()).isEqualTo(429);
        assertThat(rejected.headers().firstValue("Retry-After")).isEmpty();
        assertThat(field(rejected, "RateLimit")).isEqualTo("\"upload\";r=100");
    }

    @Test
    void who_asks_for_its_limits_is_told_which_are_in_bytes() {
        assertThat(client(EPOCH).get("throttled/limits").body())
                .contains(
                        "{\"policy\":\"list\",\"quota\":2,\"window\":3600,",
                        "{\"policy\":\"upload\",\"quota\":100,\"quota-unit\":\"content-bytes\","
                                + "\"window\":3600,");
    }

    private static Client client(String style) {
        return Client.of(style.equals(EPOCH) ? epoch : spread);
    }

    /** The first rejection of a new client, all of whose calls were admitted before. */
    private static HttpResponse<String> exhaust(Client client) {
        assertThat(client.admitted(2, "list")).isEqualTo(2);
        HttpResponse<String> rejected = client.get("list");
        assertThat(rejected.statusCode()).isEqualTo(429);
        return rejected;
    }

    private static long number(HttpResponse<?> response, String name) {
        return response.headers().firstValueAsLong(name).orElseThrow();
    }

    private static String field(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
