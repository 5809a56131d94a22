package io.github.throttled.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class RequestPacerTest {

    private static final Origin SHOP = Origin.of(URI.create("https://shop.example/orders"));
    private static final Origin BANK = Origin.of(URI.create("https://bank.example/"));

    private final SettableTime time = new SettableTime();
    private final RequestPacer pacer =
            new RequestPacer(Duration.ofSeconds(10), new Origins(), time);

    @Test
    void who_was_told_nothing_never_waits() throws Exception {
        answered(200);

        assertThat(send(SHOP)).isEmpty();
        assertThat(time.pauses).isEmpty();
    }

    @Test
    void the_next_request_waits_as_long_as_the_refusal_says() throws Exception {
        answered(429, "Retry-After: 7");
        time.pass(Duration.ofSeconds(2));

        assertThat(send(SHOP)).isEmpty();
        assertThat(time.pauses).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void an_unavailable_server_is_given_the_time_it_asks_for() throws Exception {
        answered(503, "Retry-After: Wed, 04 Mar 2026 05:06:10 GMT");

        assertThat(send(SHOP)).isEmpty();
        assertThat(time.pauses).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void a_date_is_by_the_clock_of_the_server() throws Exception {
        answered(
                429,
                "Date: Wed, 04 Mar 2026 09:00:00 GMT",
                "Retry-After: Wed, 04 Mar 2026 09:00:04 GMT");

        send(SHOP);

        assertThat(time.pauses).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void a_request_that_cannot_wait_so_long_is_not_sent_and_does_not_wait() throws Exception {
        answered(429, "Retry-After: 11");

        assertThat(send(SHOP)).contains(Duration.ofSeconds(11));
        time.pass(Duration.ofSeconds(1));
        assertThat(send(SHOP)).isEmpty();
        assertThat(time.pauses).containsExactly(Duration.ofSeconds(10));
    }

    @Test
    void other_origins_are_not_concerned() throws Exception {
        answered(429, "Retry-After: 11");

        assertThat(send(BANK)).isEmpty();
        assertThat(send(Origin.of(URI.create("https://shop.example:8443/")))).isEmpty();
        assertThat(time.pauses).isEmpty();
    }

    @Test
    void a_refusal_outlives_the_success_of_a_request_that_was_on_its_way() throws Exception {
        answered(429, "Retry-After: 7");
        answered(200);
        answered(429, "Retry-After: 1");

        send(SHOP);

        assertThat(time.pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void whoever_waits_hears_of_later_refusals() throws Exception {
        answered(429, "Retry-After: 7");
        time.meanwhile = () -> answered(429, "Retry-After: 2");

        assertThat(send(SHOP)).isEmpty();
        assertThat(time.pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(2));
    }

    @Test
    void all_waits_of_a_request_together_are_bounded() throws Exception {
        answered(429, "Retry-After: 7");
        time.meanwhile = () -> answered(429, "Retry-After: 4");

        assertThat(send(SHOP)).contains(Duration.ofSeconds(4));
        assertThat(time.pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void a_request_that_slows_down_hears_of_refusals() throws Exception {
        answered(200, "RateLimit: \"a\";r=1;t=8");
        time.meanwhile = () -> answered(429, "Retry-After: 100");

        assertThat(send(SHOP)).contains(Duration.ofSeconds(100));
        assertThat(time.pauses).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void a_refusal_without_retry_after_lasts_until_the_exhausted_limits_are_reset()
            throws Exception {
        answered(429, "RateLimit: \"a\";r=0;t=20, \"b\";r=0;t=30, \"c\";r=1;t=40");

        assertThat(send(SHOP)).contains(Duration.ofSeconds(30));
    }

    @Test
    void retry_after_of_a_redirection_is_not_for_us() throws Exception {
        answered(302, "Retry-After: 7");

        send(SHOP);

        assertThat(time.pauses).isEmpty();
    }

    @Test
    void nobody_is_locked_out_for_longer_than_a_day() throws Exception {
        answered(429, "Retry-After: 999999999999999");

        assertThat(send(SHOP)).contains(Duration.ofDays(1));
        time.pass(Duration.ofDays(1));
        assertThat(send(SHOP)).isEmpty();
    }

    @Test
    void what_remains_is_spread_over_the_time_left() throws Exception {
        for (int remaining = 3; remaining >= 0; remaining--) {
            long left = 8L * (remaining + 1);
            answered(
                    200,
                    "RateLimit-Policy: \"a\";q=100;w=60",
                    "RateLimit: \"a\";r=" + remaining + ";t=" + left);
            send(SHOP);
        }

        assertThat(time.pauses).hasSize(4).containsOnly(Duration.ofSeconds(8));
    }

    @Test
    void requests_at_the_same_time_get_slots_one_after_the_other() throws Exception {
        OriginState state = new OriginState();
        state.update(response("RateLimit: \"a\";r=3;t=40"), Duration.ZERO);
        Duration longest = Duration.ofMinutes(1);

        assertThat(
                        Stream.generate(() -> state.delay(Duration.ZERO, longest))
                                .limit(6)
                                .map(Duration::toSeconds))
                .containsExactly(10L, 20L, 30L, 40L, 40L, 40L);
    }

    @Test
    void nobody_slows_down_while_enough_remains() throws Exception {
        answered(200, "RateLimit-Policy: \"a\";q=100;w=60", "RateLimit: \"a\";r=26;t=30");
        send(SHOP);
        assertThat(time.pauses).isEmpty();

        answered(200, "RateLimit-Policy: \"a\";q=100;w=60", "RateLimit: \"a\";r=24;t=50");
        send(SHOP);
        assertThat(time.pauses).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void the_tightest_of_several_limits_counts() throws Exception {
        answered(200, "RateLimit: \"a\";r=1;t=4, \"b\";r=4;t=30, \"c\";r=100;t=1000");

        send(SHOP);

        assertThat(time.pauses).containsExactly(Duration.ofSeconds(6));
    }

    @Test
    void slowing_down_takes_no_longer_than_a_request_can_wait() throws Exception {
        answered(200, "RateLimit: \"a\";r=1;t=3600");

        assertThat(send(SHOP)).isEmpty();
        assertThat(time.pauses).containsExactly(Duration.ofSeconds(10));
    }

    @Test
    void where_the_reset_is_out_of_reach_the_server_may_decide_at_once() throws Exception {
        answered(200, "RateLimit: \"a\";r=0;t=3600");

        assertThat(send(SHOP)).isEmpty();
        assertThat(time.pauses).isEmpty();
    }

    @Test
    void after_the_reset_nothing_is_known() throws Exception {
        answered(200, "RateLimit: \"a\";r=1;t=4");
        time.pass(Duration.ofSeconds(4));

        send(SHOP);

        assertThat(time.pauses).isEmpty();
    }

    @Test
    void a_response_without_fields_changes_nothing() throws Exception {
        answered(200, "RateLimit: \"a\";r=0;t=4");
        answered(200, "RateLimit: garbage");

        send(SHOP);

        assertThat(time.pauses).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void an_interrupted_wait_is_a_failed_request_and_the_thread_stays_interrupted() {
        answered(429, "Retry-After: 7");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> send(SHOP)).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void who_may_never_wait_is_refused_at_once() throws Exception {
        RequestPacer hasty = new RequestPacer(Duration.ZERO, pacer.origins(), time);
        answered(429, "Retry-After: 1");

        assertThat(hasty.await(SHOP)).contains(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "P367D"})
    void a_wait_is_zero_to_366_days(Duration maxWait) {
        assertThatThrownBy(() -> new ThrottledClient(maxWait))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("max-wait is " + maxWait + "; it can be zero to 366 days");
    }

    @Test
    void only_so_many_origins_are_remembered_and_the_longest_unused_is_forgotten()
            throws Exception {
        answered(429, "Retry-After: 11");
        for (int i = 1; i < Origins.MOST; i++) {
            send(numbered(i));
        }
        assertThat(send(SHOP)).isPresent();
        pacer.update(numbered(1), 429, fields("Retry-After: 11"));

        send(BANK);
        assertThat(send(SHOP)).isPresent();
        for (int i = 0; i < Origins.MOST; i++) {
            send(numbered(-1 - i));
        }
        assertThat(send(SHOP)).isEmpty();
    }

    private static Origin numbered(int number) {
        return new Origin("http", "host", number);
    }

    private Optional<Duration> send(Origin origin) throws InterruptedIOException {
        return pacer.await(origin);
    }

    private void answered(int status, String... fields) {
        pacer.update(SHOP, status, fields(fields));
    }

    private static RateLimitResponse response(String... fields) {
        return RateLimitResponse.of(200, fields(fields), SettableTime.START);
    }

    private static UnaryOperator<String> fields(String... fields) {
        Map<String, String> map =
                Arrays.stream(fields)
                        .map(field -> field.split(": ", 2))
                        .collect(
                                Collectors.toMap(
                                        field -> field[0],
                                        field -> field[1],
                                        (a, b) -> b,
                                        () -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER)));
        return map::get;
    }
}
