package io.github.throttled.internal.config.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Throttled;
import io.github.throttled.internal.config.model.Configured;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.model.ThrottledElement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which keys can be changed while an application runs. */
class LiveKeysTest {

    private static final String PREFIX =
            "io.github.throttled.internal.config.catalog.LiveKeysTest$";

    private final Configured configured =
            Configured.by(
                            "throttled.policy.search.limit=10/minute",
                            "throttled.policy.search.tier.gold.limit=20/minute",
                            "throttled.policy.login.limit=5/minute")
                    .with(Orders.class, Reports.class);
    private final LiveKeys keys = new LiveKeys(configured.catalog(), elements());

    private static final class Orders {
        @Throttled(limit = "3/minute")
        public void list() {}

        @Throttled("search")
        public void find() {}
    }

    @Throttled(limit = "4/minute")
    private static final class Reports {
        public void build() {}
    }

    private static List<ThrottledElement> elements() {
        return Arrays.stream(new Class<?>[] {Orders.class, Reports.class})
                .flatMap(
                        type ->
                                Arrays.stream(type.getDeclaredMethods())
                                        .filter(method -> !method.isSynthetic())
                                        .flatMap(method -> element(type, method).stream()))
                .toList();
    }

    private static Optional<ThrottledElement> element(Class<?> type, Method method) {
        return ThrottledElement.of(type, method);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throttled.policy.search.limit",
                "throttled.policy.search.mode",
                "throttled.policy.search.burst",
                "throttled.policy.search.quota-unit",
                "throttled.policy.search.tier.gold.limit",
                "throttled.policy.search.tier.silver.limit",
                PREFIX + "Orders/list/Throttled/limit",
                PREFIX + "Orders/Throttled/key",
                "Throttled/limit"
            })
    void these_can(String key) {
        assertThat(keys.obstacle(key)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "throttled.policy.serach.limit, there is no policy serach",
        "throttled.policy.search.max-keys, deployment",
        "throttled.policy.search.durable, deployment",
        "throttled.console, belongs to a policy",
        "throttled.route.books.path, belongs to a policy",
        "throttled.policy.search.limits, belongs to a policy",
        "com.acme.Orders/list/Throttled/limit, no such key",
        "user.home, no such key"
    })
    void these_cannot(String key, String why) {
        assertThat(keys.obstacle(key)).hasValueSatisfying(told -> assertThat(told).contains(why));
    }

    @Test
    void the_limit_of_an_annotation_is_changed_with_its_own_key() {
        Policy list = configured.policy("Orders.list");

        assertThat(keys.limitKey(list)).isEqualTo(PREFIX + "Orders/list/Throttled/limit");
        assertThat(keys.limitKey(configured.policy("Reports")))
                .isEqualTo(PREFIX + "Reports/Throttled/limit");
        assertThat(keys.modeKey(list)).isEmpty();
    }

    @Test
    void the_limit_of_a_named_policy_is_changed_with_the_name() {
        Policy search = configured.policy("search");

        assertThat(keys.limitKey(search)).isEqualTo("throttled.policy.search.limit");
        assertThat(keys.limitKey(search, "gold"))
                .isEqualTo("throttled.policy.search.tier.gold.limit");
        assertThat(keys.modeKey(search)).contains("throttled.policy.search.mode");
    }

    @Test
    void a_key_belongs_to_one_policy() {
        Policy search = configured.policy("search");
        Policy list = configured.policy("Orders.list");

        assertThat(keys.isOf("throttled.policy.search.tier.gold.limit", search)).isTrue();
        assertThat(keys.isOf("throttled.policy.login.limit", search)).isFalse();
        assertThat(keys.isOf(PREFIX + "Orders/list/Throttled/limit", list)).isTrue();
        assertThat(keys.isOf(PREFIX + "Orders/list/Throttled/limit", search)).isFalse();
    }
}
