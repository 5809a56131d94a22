package io.github.throttled.internal.response;

import static io.github.throttled.internal.config.settings.HeaderStyle.IETF;
import static io.github.throttled.internal.config.settings.HeaderStyle.X_RATELIMIT;
import static io.github.throttled.internal.config.settings.HeaderStyle.X_RATELIMIT_EPOCH;
import static io.github.throttled.internal.response.Decisions.exhausted;
import static io.github.throttled.internal.response.Decisions.open;
import static io.github.throttled.internal.response.Decisions.tooSmall;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.Decision.LimitState;
import io.github.throttled.QuotaUnit;
import io.github.throttled.internal.config.settings.HeaderStyle;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

class RateLimitFieldsTest {

    @Test
    void rejected_call_gets_the_fields_of_the_design() {
        var headers = written(IETF, Decisions.of("login-per-ip", exhausted(5, "PT1M", "PT12S")));
        assertThat(headers)
                .containsOnly(
                        entry("RateLimit-Policy", "\"login-per-ip\";q=5;w=60"),
                        entry("RateLimit", "\"login-per-ip\";r=0;t=12"));
    }

    @Test
    void t_is_the_time_until_more_remains_and_not_until_all_is_back() {
        LimitState bucket =
                new LimitState(
                        100,
                        Duration.ofMinutes(1),
                        0,
                        Duration.ofMillis(600),
                        Duration.ofMinutes(1),
                        Duration.ZERO);
        assertThat(written(IETF, Decisions.of("api", bucket)))
                .contains(entry("RateLimit", "\"api\";r=0;t=1"));
    }

    @Test
    void t_is_left_out_where_nothing_is_missing_or_nobody_knows() {
        LimitState concurrent =
                new LimitState(
                        2, Duration.ZERO, 1, Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO);
        assertThat(
                        written(
                                IETF,
                                Decisions.of("a", open(5, "PT1M", 5, "PT0S")),
                                Decisions.of("b", concurrent)))
                .containsOnly(
                        entry(
                                "RateLimit-Policy",
                                "\"a\";q=5;w=60, \"b\";q=2;qu=\"concurrent-requests\""),
                        entry("RateLimit", "\"a\";r=5, \"b\";r=1"));
    }

    @Test
    void the_policy_names_the_quota_unit_unless_it_is_requests() {
        LimitState bytes =
                new LimitState(
                        1_000_000,
                        Duration.ofDays(1),
                        999_000,
                        Duration.ofHours(3),
                        Duration.ofHours(3),
                        Duration.ZERO,
                        QuotaUnit.CONTENT_BYTES);

        assertThat(
                        written(
                                IETF,
                                Decisions.of("upload", bytes),
                                Decisions.of("calls", open(5, "PT1M", 5, "PT0S"))))
                .containsOnly(
                        entry(
                                "RateLimit-Policy",
                                "\"upload\";q=1000000;qu=\"content-bytes\";w=86400,"
                                        + " \"calls\";q=5;w=60"),
                        entry("RateLimit", "\"upload\";r=999000;t=10800, \"calls\";r=5"));
    }

    @ParameterizedTest
    @EnumSource(names = {"IETF_10", "IETF_11"})
    void the_drafts_that_are_known_have_the_same_fields(HeaderStyle draft) {
        Decision decision = Decisions.of("login", exhausted(5, "PT1M", "PT12S"));
        assertThat(written(draft, decision)).isEqualTo(written(IETF, decision));
    }

    @Test
    void x_ratelimit_can_tell_the_instant_of_the_reset() {
        long before = System.currentTimeMillis() / 1000;
        var headers = written(X_RATELIMIT_EPOCH, Decisions.of("p", exhausted(5, "PT1M", "PT12S")));

        long reset = Long.parseLong((String) headers.getFirst("X-RateLimit-Reset"));
        assertThat(reset).isBetween(before + 12, System.currentTimeMillis() / 1000 + 12);
        assertThat(headers).contains(entry("X-RateLimit-Remaining", "0"));
    }

    @Test
    void admitted_call_is_told_when_more_remains() {
        var headers = written(IETF, Decisions.of("api", open(100, "PT1H", 37, "PT59M0.001S")));
        assertThat(headers).contains(entry("RateLimit", "\"api\";r=37;t=3541"));
    }

    @Test
    void limits_of_one_policy_have_their_windows_in_their_names() {
        Decision decision =
                Decisions.of(
                        "orders", exhausted(10, "PT1S", "PT0.4S"), open(1000, "PT1H", 3, "PT50M"));
        assertThat(written(IETF, decision))
                .containsOnly(
                        entry(
                                "RateLimit-Policy",
                                "\"orders-1s\";q=10;w=1, \"orders-1h\";q=1000;w=3600"),
                        entry("RateLimit", "\"orders-1s\";r=0;t=1, \"orders-1h\";r=3;t=3000"));
    }

    @Test
    void all_policies_of_a_request_are_in_one_list() {
        var headers =
                written(
                        IETF,
                        Decisions.of("a", open(5, "PT1M", 4, "PT1M")),
                        Decisions.of("b", exhausted(1, "PT1S", "PT1S")));
        assertThat(headers)
                .containsOnly(
                        entry("RateLimit-Policy", "\"a\";q=5;w=60, \"b\";q=1;w=1"),
                        entry("RateLimit", "\"a\";r=4;t=60, \"b\";r=0;t=1"));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.001S, 1ms, 1",
        "PT0.5S, 500ms, 1",
        "PT1S, 1s, 1",
        "PT1.5S, 1500ms, 2",
        "PT90S, 90s, 90",
        "PT15M, 15m, 900",
        "PT1H, 1h, 3600",
        "PT36H, 36h, 129600",
        "P7D, 7d, 604800",
    })
    void window_is_named_compactly_and_told_in_seconds(String window, String name, long seconds) {
        Decision decision =
                Decisions.of("p", open(1, window, 1, "PT0S"), open(9, "P30D", 9, "PT0S"));
        assertThat(written(IETF, decision).getFirst("RateLimit-Policy"))
                .isEqualTo("\"p-" + name + "\";q=1;w=" + seconds + ", \"p-30d\";q=9;w=2592000");
    }

    @Test
    void no_two_items_have_one_name() {
        var headers =
                written(
                        IETF,
                        Decisions.of("p", open(1, "PT1S", 1, "PT0S"), open(2, "PT1S", 2, "PT0S")),
                        Decisions.of("p-1s", open(3, "PT1M", 3, "PT0S")));
        assertThat(headers.getFirst("RateLimit"))
                .isEqualTo("\"p-1s\";r=1, \"p-1s-2\";r=2, \"p-1s-3\";r=3");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\u0000',
            value = {
                "a\"b, \"a\\\"b\"",
                "a\\b, \"a\\\\b\"",
                "Orders.list, \"Orders.list\"",
                "caf\u00e9, \"caf_\"",
            })
    void name_is_a_structured_field_string(String policy, String item) {
        var headers = written(IETF, Decisions.of(policy, open(1, "PT1S", 1, "PT0S")));
        assertThat(headers.getFirst("RateLimit")).isEqualTo(item + ";r=1");
    }

    @Test
    void name_breaks_no_line() {
        var headers = written(IETF, Decisions.of("a\r\nSet-Cookie: b", open(1, "PT1S", 1, "PT0S")));
        assertThat(headers.getFirst("RateLimit")).isEqualTo("\"a__Set-Cookie: b\";r=1");
    }

    @Test
    void integers_have_at_most_15_digits() {
        var decision =
                Decisions.of(
                        "p", open(Long.MAX_VALUE, "PT1000000000000000S", Long.MAX_VALUE, "PT0S"));
        assertThat(written(IETF, decision))
                .containsOnly(
                        entry("RateLimit-Policy", "\"p\";q=999999999999999;w=999999999999999"),
                        entry("RateLimit", "\"p\";r=999999999999999"));
    }

    @Test
    void limit_that_can_never_admit_the_call_tells_its_reset() {
        var headers = written(IETF, Decisions.of("p", tooSmall(5, "PT1M")));
        assertThat(headers.getFirst("RateLimit")).isEqualTo("\"p\";r=5");
    }

    @Test
    void x_ratelimit_tells_of_the_decision() {
        var headers = written(X_RATELIMIT, Decisions.of("p", open(100, "PT1M", 40, "PT30.2S")));
        assertThat(headers)
                .containsOnly(
                        entry("X-RateLimit-Limit", "100"),
                        entry("X-RateLimit-Remaining", "40"),
                        entry("X-RateLimit-Reset", "31"));
    }

    @Test
    void x_ratelimit_tells_of_the_fewest_remaining() {
        var headers =
                written(
                        X_RATELIMIT,
                        Decisions.of("a", open(100, "PT1M", 40, "PT30S")),
                        Decisions.of("b", open(9, "PT1M", 2, "PT20S")),
                        Decisions.of("c", open(8, "PT1M", 2, "PT10S")));
        assertThat(headers).contains(entry("X-RateLimit-Limit", "9"));
    }

    @Test
    void x_ratelimit_tells_of_the_longest_rejection_first_of_all() {
        var headers =
                written(
                        X_RATELIMIT,
                        Decisions.of("a", open(100, "PT1M", 0, "PT59S")),
                        Decisions.of("b", exhausted(10, "PT1M", "PT2S")),
                        Decisions.of("c", exhausted(20, "PT1M", "PT3S")));
        assertThat(headers)
                .containsOnly(
                        entry("X-RateLimit-Limit", "20"),
                        entry("X-RateLimit-Remaining", "0"),
                        entry("X-RateLimit-Reset", "3"));
    }

    @Test
    void both_styles_can_be_written() {
        MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
        RateLimitFields.write(
                List.of(Decisions.of("p", open(5, "PT1M", 4, "PT1M"))),
                Set.of(IETF, X_RATELIMIT),
                200,
                headers);
        assertThat(headers.keySet())
                .containsExactlyInAnyOrder(
                        "RateLimit-Policy",
                        "RateLimit",
                        "X-RateLimit-Limit",
                        "X-RateLimit-Remaining",
                        "X-RateLimit-Reset");
    }

    @Test
    void without_style_nothing_is_written() {
        MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
        RateLimitFields.write(
                List.of(Decisions.of("p", open(5, "PT1M", 4, "PT1M"))), Set.of(), 200, headers);
        assertThat(headers).isEmpty();
    }

    @Test
    void without_decision_nothing_is_written() {
        assertThat(written(IETF)).isEmpty();
        assertThat(written(X_RATELIMIT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "IETF, RateLimit",
        "IETF, RateLimit-Policy",
        "X_RATELIMIT, X-RateLimit-Limit",
        "X_RATELIMIT, X-RateLimit-Remaining",
        "X_RATELIMIT, X-RateLimit-Reset",
    })
    void field_of_the_application_stays_and_is_not_mixed_with_ours(HeaderStyle style, String name) {
        MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
        headers.putSingle(name, "theirs");
        RateLimitFields.write(
                List.of(Decisions.of("p", open(5, "PT1M", 4, "PT1M"))),
                Set.of(style),
                200,
                headers);
        assertThat(headers).containsOnly(entry(name, "theirs"));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 302, 307})
    void a_redirection_does_not_tell_that_little_remains(int status) {
        Decision little = Decisions.of("p", open(100, "PT1M", 10, "PT1M"));

        assertThat(written(status, IETF, little))
                .containsOnly(entry("RateLimit-Policy", "\"p\";q=100;w=60"));
        assertThat(written(status, X_RATELIMIT, little)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 299, 304, 404, 429})
    void any_other_response_tells_that_little_remains(int status) {
        Decision little = Decisions.of("p", open(100, "PT1M", 0, "PT1M"));

        assertThat(written(status, IETF, little)).contains(entry("RateLimit", "\"p\";r=0;t=60"));
        assertThat(written(status, X_RATELIMIT, little))
                .contains(entry("X-RateLimit-Remaining", "0"));
    }

    @Test
    void a_redirection_tells_that_much_remains() {
        Decision much = Decisions.of("p", open(100, "PT1M", 11, "PT1M"));

        assertThat(written(302, IETF, much)).contains(entry("RateLimit", "\"p\";r=11;t=60"));
        assertThat(written(302, X_RATELIMIT, much)).contains(entry("X-RateLimit-Remaining", "11"));
    }

    @Test
    void a_redirection_tells_of_those_limits_of_which_much_remains() {
        Decision decision =
                Decisions.of("p", open(5, "PT1S", 0, "PT1S"), open(5, "PT1H", 1, "PT1H"));

        assertThat(written(302, IETF, decision))
                .containsOnly(
                        entry("RateLimit-Policy", "\"p-1s\";q=5;w=1, \"p-1h\";q=5;w=3600"),
                        entry("RateLimit", "\"p-1h\";r=1;t=3600"));
    }

    @Test
    void what_stands_for_the_key_is_a_byte_sequence_in_both_fields() {
        Decision plain = Decisions.of("p", open(5, "PT1S", 4, "PT1S"), open(50, "PT1H", 9, "PT1H"));
        Decision decision =
                new Decision(
                        true,
                        "p",
                        5,
                        4,
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        Duration.ZERO,
                        plain.limits(),
                        Decision.Reason.ADMITTED,
                        "QXBwLTk5OQ==");

        assertThat(written(IETF, decision))
                .containsOnly(
                        entry(
                                "RateLimit-Policy",
                                "\"p-1s\";q=5;w=1;pk=:QXBwLTk5OQ==:,"
                                        + " \"p-1h\";q=50;w=3600;pk=:QXBwLTk5OQ==:"),
                        entry(
                                "RateLimit",
                                "\"p-1s\";r=4;t=1;pk=:QXBwLTk5OQ==:,"
                                        + " \"p-1h\";r=9;t=3600;pk=:QXBwLTk5OQ==:"));
    }

    @Test
    void store_failure_that_names_no_limit_tells_the_resets() {
        Decision denied =
                new Decision(
                        false,
                        "p",
                        5,
                        0,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(1),
                        List.of(open(5, "PT1M", 0, "PT1M")));
        assertThat(written(IETF, denied).getFirst("RateLimit")).isEqualTo("\"p\";r=0;t=60");
    }

    private static MultivaluedMap<String, Object> written(
            HeaderStyle style, Decision... decisions) {
        return written(200, style, decisions);
    }

    private static MultivaluedMap<String, Object> written(
            int status, HeaderStyle style, Decision... decisions) {
        MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
        RateLimitFields.write(List.of(decisions), Set.of(style), status, headers);
        return headers;
    }

    private static Map.Entry<String, List<Object>> entry(String name, String value) {
        return Map.entry(name, List.of(value));
    }
}
