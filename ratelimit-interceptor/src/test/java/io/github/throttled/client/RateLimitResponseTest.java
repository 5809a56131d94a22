package io.github.throttled.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class RateLimitResponseTest {

    private static final Instant DATE = Instant.parse("2026-03-04T05:06:07Z");

    @Test
    void a_limit_of_the_draft_has_the_quota_of_the_policy_with_its_name() {
        assertThat(
                        said(Map.of(
                                        "RateLimit-Policy",
                                        "\"b\";q=9;w=1, \"a\";q=100;w=60;pk=:AQ==:",
                                        "RateLimit",
                                        "\"a\";r=50;t=30;pk=:AQ==:, \"c\";r=1;t=2"))
                                .limits())
                .containsExactly(
                        new ServerLimit(OptionalLong.of(100), 50, Duration.ofSeconds(30)),
                        new ServerLimit(OptionalLong.empty(), 1, Duration.ofSeconds(2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"a\";r=5", "\"a\";t=5", "\"a\";r=-1;t=5", "\"a\";r=1;t=-5", "a;r=1;t=5"})
    void a_limit_without_a_number_or_a_time_says_nothing(String field) {
        assertThat(said(Map.of("RateLimit", field)).limits()).isEmpty();
    }

    @Test
    void a_response_from_a_cache_says_nothing_of_limits() {
        assertThat(said(Map.of("RateLimit", "\"a\";r=1;t=2", "Age", "0")).limits()).isEmpty();
        assertThat(
                        said(Map.of(
                                        "X-RateLimit-Remaining", "3",
                                        "X-RateLimit-Reset", "4",
                                        "Age", "30"))
                                .limits())
                .isEmpty();
    }

    @Test
    void a_server_with_endless_limits_is_not_listened_to_for_ever() {
        String limits =
                IntStream.range(0, 100)
                        .mapToObj(i -> "\"" + i + "\";r=1;t=1")
                        .collect(Collectors.joining(","));

        assertThat(said(Map.of("RateLimit", limits)).limits()).hasSize(32);
    }

    @ParameterizedTest
    @CsvSource({
        "X-RateLimit-,30,30",
        "RateLimit-,30,30",
        "X-RateLimit-,0,0",
        "X-RateLimit-,1772600797,30",
        "X-RateLimit-,1772600797500,30.5",
        "X-RateLimit-,1772600000,0",
        "X-RateLimit-,86401,86400"
    })
    void resets_are_seconds_from_now_or_since_1970(String prefix, String reset, String seconds) {
        assertThat(
                        said(Map.of(
                                        prefix + "Limit", "60",
                                        prefix + "Remaining", "5",
                                        prefix + "Reset", reset))
                                .limits())
                .containsExactly(
                        new ServerLimit(
                                OptionalLong.of(60), 5, Duration.parse("PT" + seconds + "S")));
    }

    @Test
    void the_draft_comes_before_fields_without_a_specification() {
        assertThat(
                        said(Map.of(
                                        "RateLimit", "\"a\";r=1;t=2",
                                        "X-RateLimit-Remaining", "3",
                                        "X-RateLimit-Reset", "4"))
                                .limits())
                .extracting(ServerLimit::remaining)
                .containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Wed, 04 Mar 2026 05:06:17 GMT",
                "Wednesday, 04-Mar-26 05:06:17 GMT",
                "Wed Mar  4 05:06:17 2026",
                "10",
                " 10 "
            })
    void a_retry_after_is_seconds_or_a_date_of_one_of_three_formats(String field) {
        assertThat(refused(field)).isEqualTo("PT10S");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "1.5",
                "10, 20",
                "soon",
                "1234567890123456",
                "\u0661",
                "Thu, 04 Mar 2026 05:06:17 GMT",
                "Tue, 31 Feb 2026 05:06:17 GMT",
                "Wed, 04 Mar 2026 25:06:17 GMT",
                "Wed, 04 Mar 2026 05:06:17 CET",
                "Wed, 04 Mar 2026 05:06:17 GMT and so on and so on"
            })
    void any_other_retry_after_says_nothing(String field) {
        assertThat(refused(field)).isEqualTo("nothing");
    }

    @Test
    void a_date_that_is_over_asks_for_no_time() {
        assertThat(refused("Wed, 04 Mar 2026 05:06:00 GMT")).isEqualTo("PT0S");
    }

    private static RateLimitResponse said(Map<String, String> fields) {
        return RateLimitResponse.of(200, fields::get, DATE);
    }

    private static String refused(String retryAfter) {
        return RateLimitResponse.of(429, Map.of("Retry-After", retryAfter)::get, DATE)
                .rejectedFor()
                .map(Duration::toString)
                .orElse("nothing");
    }
}
