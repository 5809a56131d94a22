package io.github.throttled.internal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.throttled.LogCapture;
import io.github.throttled.internal.config.model.KeyExpression;
import io.github.throttled.internal.config.model.KeySource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;

class PartitionKeyTest {

    private static final KeySource IP = new KeySource.Ip();
    private static final KeySource USER = new KeySource.User();
    private static final KeySource API_KEY = new KeySource.Header("x-api-key");
    private static final KeySource GLOBAL = new KeySource.Global();

    @Test
    void user_is_known_by_name() {
        assertThat(key(List.of(USER)).of(CallerStub.named("alice"))).isEqualTo("user:alice");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, ip:192.0.2.1",
        "::ffff:192.0.2.1, ip:192.0.2.1",
        "2001:db8:1:2:3:4:5:6, ip:2001:db8:1:2::/64",
        "2001:DB8:0001:2::, ip:2001:db8:1:2::/64",
        "fe80::1%eth0, ip:fe80::/64",
        "0:0:0:0:0:0:0:1, ip:::/64",
    })
    void address_is_known_by_its_network(String address, String expected) {
        assertThat(key(List.of(IP)).of(CallerStub.at(address))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 24, 64, ip:192.0.2.0/24",
        "::ffff:192.0.2.1, 24, 64, ip:192.0.2.0/24",
        "2001:db8:1:2:3:4:5:6, 24, 56, ip:2001:db8:1::/56",
        "2001:db8:1:2:3:4:5:6, 24, 128, ip:2001:db8:1:2:3:4:5:6",
    })
    void prefixes_are_configurable(String address, int ipv4, int ipv6, String expected) {
        PartitionKey key =
                PartitionKey.of(
                        new KeyExpression(List.of(List.of(IP))), CallerStub.settings(ipv4, ipv6));
        assertThat(key.of(CallerStub.at(address))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 64", "33, 64", "-1, 64", "32, 0", "32, 129"})
    void prefix_out_of_range_is_an_error(int ipv4, int ipv6) {
        KeyExpression expression = new KeyExpression(List.of(List.of(IP)));
        assertThatThrownBy(() -> PartitionKey.of(expression, CallerStub.settings(ipv4, ipv6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prefix has 1 to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.1", "2130706433", "localhost", "192.0.2.0/24", "a\nb", "#x"})
    void unreadable_address_has_a_key_of_its_own(String address) {
        assertThat(key(List.of(IP)).of(CallerStub.at(address)))
                .isEqualTo("ip:#" + Fingerprint.of(address));
    }

    @Test
    void header_value_is_never_in_the_key() {
        CallerStub caller = CallerStub.nobody().withHeader("x-api-key", "secret");
        assertThat(key(List.of(API_KEY)).of(caller))
                .isEqualTo("header:x-api-key:" + Fingerprint.of("secret"))
                .doesNotContain("secret");
    }

    @Test
    void fingerprint_is_the_first_bits_of_sha_256_of_the_utf_16_text() {
        // printf 'a' | iconv -t UTF-16BE | sha256sum | xxd -r -p | head -c 18 | base64
        assertThat(Fingerprint.of("a")).isEqualTo("Aippeebat6pa5MPl5F9-l3ES");
    }

    @Test
    void everybody_shares_the_global_key() {
        assertThat(key(List.of(GLOBAL)).of(CallerStub.named("alice"))).isEqualTo("global");
    }

    @Test
    void first_alternative_that_is_there_is_the_key() {
        PartitionKey key = key(List.of(USER), List.of(IP));
        assertThat(key.of(CallerStub.at("192.0.2.1").withUser("alice"))).isEqualTo("user:alice");
        assertThat(key.of(CallerStub.at("192.0.2.1"))).isEqualTo("ip:192.0.2.1");
    }

    @Test
    void combination_has_both_parts_behind_their_lengths() {
        CallerStub caller = CallerStub.at("1.2.3.4").withUser("alice");
        assertThat(key(List.of(IP, USER)).of(caller)).isEqualTo("[10]ip:1.2.3.4[10]user:alice");
    }

    @Test
    void whole_alternative_goes_before_an_earlier_one_in_part() {
        PartitionKey key = key(List.of(USER, API_KEY), List.of(IP));
        assertThat(key.of(CallerStub.at("1.2.3.4").withUser("alice"))).isEqualTo("ip:1.2.3.4");
    }

    @Test
    void missing_part_of_a_combination_is_anonymous() {
        PartitionKey key = key(List.of(API_KEY, GLOBAL), List.of(USER, IP));
        assertThat(key.of(CallerStub.nobody())).isEqualTo("[9]anonymous[6]global");
        assertThat(key(List.of(API_KEY), List.of(IP, USER)).of(CallerStub.at("1.2.3.4")))
                .isEqualTo("[10]ip:1.2.3.4[9]anonymous");
    }

    @Test
    void caller_with_nothing_shares_one_bucket() {
        PartitionKey key = key(List.of(USER), List.of(IP), List.of(IP, API_KEY));
        assertThat(key.of(CallerStub.nobody())).isEqualTo("anonymous");
    }

    @Test
    void empty_is_absent() {
        CallerStub caller = CallerStub.at("").withUser("").withHeader("x-api-key", "");
        assertThat(key(List.of(USER), List.of(API_KEY), List.of(IP)).of(caller))
                .isEqualTo("anonymous");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "global", "ip:192.0.2.1", "[10]ip:1.2.3.4", "user:bob"})
    void user_named_like_another_key_stays_a_user(String name) {
        assertThat(key(List.of(USER)).of(CallerStub.named(name))).isEqualTo("user:" + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"J\u00f6rg M\u00fcller", "\u738b\u5c0f\u660e", "a b", "\ud83d\ude00", "~"})
    void printable_name_stays_readable(String name) {
        assertThat(key(List.of(USER)).of(CallerStub.named(name))).isEqualTo("user:" + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "\u0000",
                "a\u007f",
                "a\u0085",
                "a\u2028b",
                "\u202eecila",
                "a\u200b",
                "\ue000"
            })
    void name_that_a_log_would_not_show_is_hashed(String name) {
        assertThat(key(List.of(USER)).of(CallerStub.named(name)))
                .isEqualTo("user:#" + Fingerprint.of(name));
    }

    @Test
    void unpaired_surrogates_are_told_apart() {
        PartitionKey key = key(List.of(USER));
        String one = key.of(CallerStub.named("\ud800"));
        assertThat(one).startsWith("user:#").isNotEqualTo(key.of(CallerStub.named("\ud801")));
    }

    @Test
    void name_is_hashed_when_it_makes_the_key_too_long() {
        PartitionKey key = key(List.of(USER));
        String longest = "x".repeat(123);
        assertThat(key.of(CallerStub.named(longest))).isEqualTo("user:" + longest).hasSize(128);
        assertThat(key.of(CallerStub.named(longest + "x")))
                .isEqualTo("user:#" + Fingerprint.of(longest + "x"));
    }

    @Test
    void name_cannot_pass_for_the_hash_of_another() {
        PartitionKey key = key(List.of(USER));
        String victim = "x".repeat(200);
        String attacker = "#" + Fingerprint.of(victim);
        assertThat(key.of(CallerStub.named(attacker)))
                .isNotEqualTo(key.of(CallerStub.named(victim)));
    }

    @Test
    void long_combination_is_hashed_as_a_whole() {
        CallerStub caller = CallerStub.at("1.2.3.4").withUser("x".repeat(120));
        String whole = "[10]ip:1.2.3.4[125]user:" + "x".repeat(120);
        assertThat(key(List.of(IP, USER)).of(caller)).isEqualTo("[#]" + Fingerprint.of(whole));
    }

    @Test
    void long_header_name_is_hashed_too() {
        String name = "x".repeat(500);
        CallerStub caller = CallerStub.nobody().withHeader(name, "v");
        assertThat(key(List.of(new KeySource.Header(name))).of(caller))
                .isEqualTo("header:#" + Fingerprint.of(name) + ":" + Fingerprint.of("v"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tenant:42", "user:alice", "global", " ", "[10]ip:1.2.3.4[10]user:alice"})
    void short_printable_key_of_an_application_is_itself(String raw) {
        assertThat(PartitionKey.bounded(raw)).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#1", "a\tb", "\n"})
    void other_key_of_an_application_is_hashed(String raw) {
        assertThat(PartitionKey.bounded(raw)).isEqualTo("#" + Fingerprint.of(raw));
    }

    @Test
    void key_of_an_application_may_have_128_characters() {
        String longest = "k".repeat(128);
        assertThat(PartitionKey.bounded(longest)).isEqualTo(longest);
        assertThat(PartitionKey.bounded(longest + "k"))
                .isEqualTo("#" + Fingerprint.of(longest + "k"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    void no_key_is_an_error(String raw) {
        assertThatThrownBy(() -> PartitionKey.bounded(raw))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A key must not be null or empty.");
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static PartitionKey key(List<KeySource>... alternatives) {
        return PartitionKey.of(new KeyExpression(List.of(alternatives)), CallerStub.SETTINGS);
    }

    @ParameterizedTest
    @CsvSource({
        "claim:tenant, claim:tenant:acme",
        "path:id, path:id:acme",
    })
    void what_is_no_secret_is_shown(String source, String expected) {
        CallerStub caller = CallerStub.nobody().with(source, "acme");
        assertThat(PartitionKey.of(KeyExpression.parse(source), CallerStub.SETTINGS).of(caller))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "header:x, header:x:",
        "cookie:x, cookie:x:",
        "query:x, query:x:",
        "session, session:"
    })
    void what_may_be_a_secret_is_not(String source, String prefix) {
        CallerStub caller = CallerStub.nobody().with(source, "acme");
        assertThat(PartitionKey.of(KeyExpression.parse(source), CallerStub.SETTINGS).of(caller))
                .isEqualTo(prefix + Fingerprint.of("acme"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "header:x",
                "cookie:x",
                "query:x",
                "path:x",
                "claim:x",
                "session",
                "param",
                "tenant"
            })
    void who_has_none_is_anonymous(String source) {
        assertThat(
                        PartitionKey.of(KeyExpression.parse(source), CallerStub.SETTINGS)
                                .of(CallerStub.nobody()))
                .isEqualTo("anonymous");
    }

    @Test
    void a_resolver_is_asked_about_the_call() {
        CallerStub caller = CallerStub.nobody().withHeader("tenant", "acme");
        assertThat(PartitionKey.of(KeyExpression.parse("tenant"), CallerStub.SETTINGS).of(caller))
                .isEqualTo("resolver:tenant:acme");
    }

    @Test
    void a_resolver_that_fails_lets_nobody_be_unlimited() {
        KeySettings failing =
                new KeySettings(
                        TrustedProxies.NONE,
                        32,
                        64,
                        name ->
                                call -> {
                                    throw new IllegalStateException("no database");
                                });
        assertThat(
                        PartitionKey.of(KeyExpression.parse("tenant|ip"), failing)
                                .of(CallerStub.at("192.0.2.1")))
                .isEqualTo("ip:192.0.2.1");
    }

    @Test
    void a_resolver_that_quotes_a_caller_forges_no_line_of_the_log() {
        KeySettings quoting =
                new KeySettings(
                        TrustedProxies.NONE,
                        32,
                        64,
                        name ->
                                call -> {
                                    throw new NumberFormatException(call.header("tenant"));
                                });
        try (LogCapture log = LogCapture.of(ResolvedPart.class)) {
            PartitionKey.of(KeyExpression.parse("tenant"), quoting)
                    .of(CallerStub.nobody().withHeader("tenant", "x\nforged"));

            assertThat(log.text())
                    .contains("The key resolver 'tenant' fails", "x\\u000aforged")
                    .doesNotContain("\nforged");
        }
    }

    @Test
    void arguments_make_a_key_together() {
        assertThat(parameterKey("a", "bc")).isNotEqualTo(parameterKey("ab", "c"));
        assertThat(parameterKey("a", null)).isNotEqualTo(parameterKey("a", "null"));
        assertThat(parameterKey("a", 1)).isEqualTo(parameterKey("a", 1L));
        assertThat(parameterKey("a", new int[] {1, 2}))
                .isEqualTo(parameterKey("a", new int[] {1, 2}));
        assertThat(parameterKey(null, null)).isEqualTo("anonymous");
    }

    private static String parameterKey(Object one, Object other) {
        return PartitionKey.of(KeyExpression.parse("param"), CallerStub.SETTINGS)
                .of(CallerStub.nobody().withArguments(Arrays.asList(one, other)));
    }
}
