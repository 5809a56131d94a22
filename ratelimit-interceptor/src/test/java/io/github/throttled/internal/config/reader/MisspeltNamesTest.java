package io.github.throttled.internal.config.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.config.model.Configured;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Names that are nearly ours, which nothing reads. */
class MisspeltNamesTest {

    @ParameterizedTest
    @CsvSource({
        "throttle.policy.search.limit, throttled.policy.search.limit",
        "throtled.policy.search.limit, throttled.policy.search.limit",
        "Throttled.policy.search.limit, throttled.policy.search.limit",
        "trhottled.policy.search.limt, throttled.policy.search.limit",
        "throttle.route.search.path, throttled.route.search.path",
        "throttle.policy.other.tier.gold.limit, throttled.policy.other.tier.gold.limit",
        "throttle.trusted-proxies, throttled.trusted-proxies"
    })
    void a_key_of_which_the_first_word_is_nearly_ours_is_told(String key, String meant) {
        Configured configured = shop(Map.of(), key + "=s3cret");

        assertThat(configured.complaints()).isEmpty();
        assertThat(configured.catalog().misspelt())
                .containsExactly(
                        key + ": Throttled does not read this; did you mean " + meant + "?");
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED_POLICY_SEARCH_LIMITT, THROTTLED_POLICY_SEARCH_LIMIT",
        "THROTLED_POLICY_SEARCH_LIMIT, THROTTLED_POLICY_SEARCH_LIMIT",
        "THROTTLED_ROUTE_ALL_METHOD, THROTTLED_ROUTE_ALL_METHODS",
        "THROTTLED_ON_STOR_FAILURE, THROTTLED_ON_STORE_FAILURE",
        "THROTTLED_TRUSTED_PROXIE, THROTTLED_TRUSTED_PROXIES",
        "THROTTLED_LIMITS, THROTTLED_LIMIT"
    })
    void a_variable_that_is_nearly_one_of_ours_is_told(String variable, String meant) {
        Configured configured = shop(Map.of(variable, "5/minute"));

        assertThat(configured.complaints()).isEmpty();
        assertThat(configured.catalog().misspelt())
                .contains(variable + ": Throttled does not read this; did you mean " + meant + "?");
    }

    /** Payara lists variables as they are, and nothing else, so that they define no policy. */
    @ParameterizedTest
    @CsvSource({
        "THROTTLED_POLICY_SERCH_LIMIT, THROTTLED_POLICY_SEARCH_LIMIT",
        "THROTTLED_POLICY_SEARCH_TIER_GOLDD_LIMIT, THROTTLED_POLICY_SEARCH_TIER_GOLD_LIMIT",
        "THROTTLED_POLICY_SEARCH_TEIR_GOLD_LIMIT, THROTTLED_POLICY_SEARCH_TIER_GOLD_LIMIT",
        "THROTTLED_ROUTE_AL_METHODS, THROTTLED_ROUTE_ALL_METHODS"
    })
    void a_variable_with_a_name_that_is_nearly_one_of_those_there_are_is_told(
            String variable, String meant) {
        Configured shop = shop(Map.of());

        assertThat(
                        new MisspeltNames(
                                        Set.of(variable), shop.catalog().policies(), List.of("all"))
                                .find())
                .containsExactly(
                        variable + ": Throttled does not read this; did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throttle.max-requests",
                "throttle.pool.size",
                "throttledown.limit",
                "bottled.policy.search.limit",
                "bookshop.policy.search.limit",
                "throttling.policy.search.limit",
                "throttle",
                "com.acme.Orders/list/Throttle/limit"
            })
    void a_key_of_others_is_not_told(String key) {
        assertThat(shop(Map.of(), key + "=1").catalog().misspelt()).isEmpty();
    }

    @Test
    void what_is_read_is_not_told() {
        Map<String, String> environment =
                Map.of(
                        "THROTTLED_POLICY_SEARCH_LIMIT", "20/minute",
                        "THROTTLED_POLICY_SEARCH_ON_STORE_FAILURE", "deny",
                        "THROTTLED_POLICY_SEARCH_TIER_GOLD_LIMIT", "50/minute",
                        "THROTTLED_ROUTE_ALL_METHODS", "GET",
                        "THROTTLED_MIN_MEMBERS", "1",
                        "THROTTLED_LIMIT", "1000/minute");

        assertThat(shop(environment).catalog().misspelt()).isEmpty();
    }

    @Test
    void variables_of_others_are_not_told() {
        Map<String, String> environment =
                Map.of(
                        "THROTTLED_SERVICE_HOST", "10.0.0.1",
                        "THROTTLED_SERVICE_PORT", "80",
                        "THROTTLED_PORT_80_TCP_ADDR", "10.0.0.1",
                        "THROTTLED_POLICY_SEARCH_SERVICE_HOST", "10.0.0.1",
                        "THROTTLED_HOME", "/opt",
                        "THROTTLE_BODY", "x",
                        "JAVA_HOME", "/opt/java",
                        "PATH", "/bin");

        assertThat(shop(environment).catalog().misspelt())
                .isEqualTo(
                        List.of(
                                "THROTTLE_BODY: Throttled does not read this; did you mean"
                                        + " THROTTLED_BODY?"));
    }

    private static Configured shop(Map<String, String> environment, String... properties) {
        Stream<String> shop =
                Stream.of(
                        "throttled.policy.search.limit=10/minute",
                        "throttled.policy.search.tier.gold.limit=20/minute",
                        "throttled.route.all.path=/**",
                        "throttled.route.all.policy=search");
        return Configured.by(
                environment, Stream.concat(shop, Stream.of(properties)).toArray(String[]::new));
    }
}
