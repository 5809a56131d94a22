package io.github.throttled.internal.config.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Strategy;
import io.github.throttled.Throttled;

import jakarta.ws.rs.OPTIONS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;

/** Policies that annotations define or name, and what the configuration makes of them. */
class AnnotationTest {

    private static final String ORDERS = Orders.class.getName();

    static class Orders {

        @Throttled(limit = "100/minute", strategy = Strategy.SLIDING_WINDOW, key = "ip", cost = 2)
        void list() {}

        @Throttled("search")
        void search() {}

        @Throttled({"search", "login"})
        void both() {}

        @Throttled(value = "reports", limit = "3/hour")
        void reports() {}

        @Throttled(limit = "1/s")
        void get(int id) {}

        @Throttled(limit = "2/s")
        void get(String name) {}
    }

    @Throttled(limit = "5/minute")
    static class Shelf {

        void one() {}

        @OPTIONS
        void options() {}

        @OPTIONS
        @Throttled(limit = "2/minute")
        void ownOptions() {}

        void other() {}

        @Throttled(limit = "1/minute")
        void own() {}
    }

    static class Wrong {

        @Throttled
        void nothing() {}

        @Throttled(limit = "soon")
        void limit() {}

        @Throttled(limit = "5/minute", key = "usr")
        void key() {}

        @Throttled(limit = "5/minute", key = "param")
        void parameter(String unmarked) {}

        @Throttled(limit = "5/minute", cost = 6)
        void cost() {}

        @Throttled(limit = "5/minute", cost = -1)
        void negativeCost() {}

        @Throttled(
                value = {"a", "b"},
                limit = "5/minute")
        void limitOfTwo() {}

        @Throttled(value = "a", key = "ip")
        void keyWithoutLimit() {}

        @Throttled("serach")
        void unknown() {}

        @Throttled({"a", "a"})
        void twice() {}

        @Throttled("a b")
        void name() {}
    }

    @Test
    void a_class_does_not_speak_for_its_method_that_answers_options() {
        Configured configured = Configured.by();

        assertThat(configured.charges(Shelf.class, "options")).isEmpty();
        assertThat(configured.policyOf(Shelf.class, "ownOptions").name())
                .isEqualTo("Shelf.ownOptions");
    }

    @Test
    void an_inline_limit_is_a_policy_named_after_the_method() {
        Configured configured = Configured.by();

        assertThat(configured.charges(Orders.class, "list"))
                .containsExactly(
                        new Charge(
                                new Policy(
                                        "Orders.list",
                                        List.of(new Limit(100, Duration.ofMinutes(1))),
                                        new Counting(Strategy.SLIDING_WINDOW),
                                        KeyExpression.parse("ip"),
                                        new Cost(1),
                                        Scope.EVERY_CALL,
                                        OnStoreFailure.LOCAL,
                                        100_000),
                                new Cost(2)));
        assertThat(configured.complaints()).isEmpty();
    }

    @Test
    void the_policy_of_a_class_is_named_after_it_and_shared() {
        Configured configured = Configured.by();

        assertThat(configured.policyOf(Shelf.class, "one").name()).isEqualTo("Shelf");
        assertThat(configured.policyOf(Shelf.class, "other"))
                .isEqualTo(configured.policyOf(Shelf.class, "one"));
        assertThat(configured.policyOf(Shelf.class, "own").name()).isEqualTo("Shelf.own");
    }

    @Test
    void overloads_have_policies_of_their_own() {
        assertThat(Configured.by().with(Orders.class).charges(Orders.class, "get"))
                .extracting(charge -> charge.policy().name())
                .containsExactlyInAnyOrder("Orders.get-int", "Orders.get-String");
    }

    @Test
    void names_charge_each_policy_in_order() {
        Configured configured =
                Configured.by(
                        "throttled.policy.search.limit=10/minute",
                        "throttled.policy.search.cost=3",
                        "throttled.policy.login.limit=5/minute");

        assertThat(configured.charges(Orders.class, "both"))
                .containsExactly(
                        new Charge(configured.policy("search"), new Cost(3)),
                        new Charge(configured.policy("login"), new Cost(1)));
    }

    @Test
    void a_name_with_a_limit_is_a_default_that_the_configuration_overrides() {
        assertThat(Configured.by().policyOf(Orders.class, "reports").capacity()).isEqualTo(3);
        assertThat(
                        Configured.by(
                                        "throttled.policy.reports.limit=9/hour",
                                        "throttled.policy.reports.key=global")
                                .policyOf(Orders.class, "reports"))
                .extracting(Policy::capacity, Policy::key)
                .containsExactly(9L, KeyExpression.parse("global"));
        assertThat(
                        Configured.by("throttled.policy.reports.max-keys=7")
                                .policyOf(Orders.class, "reports"))
                .extracting(Policy::capacity, Policy::maxKeys)
                .containsExactly(3L, 7);
    }

    @Test
    void a_policy_that_an_annotation_completes_is_not_incomplete() {
        Configured configured = Configured.by("throttled.policy.reports.max-keys=7");

        assertThat(configured.with(Shelf.class).charges(Orders.class, "reports")).isNotEmpty();
        assertThat(configured.complaints()).isEmpty();
    }

    @Test
    void the_nearest_override_wins() {
        String method = ORDERS + "/list/Throttled/limit=2/minute";
        String type = ORDERS + "/Throttled/limit=3/minute";
        String everywhere = "Throttled/limit=4/minute";

        assertThat(quota(method, type, everywhere)).isEqualTo(2);
        assertThat(quota(type, everywhere)).isEqualTo(3);
        assertThat(quota(everywhere)).isEqualTo(4);
        assertThat(quota()).isEqualTo(100);
    }

    @Test
    void every_member_can_be_overridden() {
        Configured configured =
                Configured.by(
                        ORDERS + "/list/Throttled/limit=7/hour",
                        ORDERS + "/list/Throttled/strategy=sliding-log",
                        ORDERS + "/list/Throttled/key=global",
                        ORDERS + "/list/Throttled/cost=5");

        assertThat(configured.charges(Orders.class, "list"))
                .singleElement()
                .satisfies(
                        charge -> {
                            assertThat(charge.cost()).isEqualTo(new Cost(5));
                            assertThat(charge.policy().limits())
                                    .containsExactly(new Limit(7, Duration.ofHours(1)));
                            assertThat(charge.policy().counting().strategy())
                                    .isEqualTo(Strategy.SLIDING_LOG);
                            assertThat(charge.policy().key())
                                    .isEqualTo(KeyExpression.parse("global"));
                        });
        assertThat(configured.complaints()).isEmpty();
    }

    @Test
    void the_named_policies_can_be_overridden() {
        Configured configured =
                Configured.by(
                        "throttled.policy.search.limit=10/minute",
                        "throttled.policy.login.limit=5/minute",
                        ORDERS + "/search/Throttled/value=login, search");

        assertThat(configured.charges(Orders.class, "search"))
                .extracting(charge -> charge.policy().name())
                .containsExactly("login", "search");
    }

    @Test
    void an_override_of_one_method_of_a_class_makes_it_a_policy_of_its_own() {
        Configured configured =
                Configured.by(Shelf.class.getName() + "/other/Throttled/limit=1/minute");

        assertThat(configured.policyOf(Shelf.class, "one").capacity()).isEqualTo(5);
        assertThat(configured.policyOf(Shelf.class, "other"))
                .extracting(Policy::name, Policy::capacity)
                .containsExactly("Shelf.other", 1L);
    }

    @Test
    void who_names_a_cost_last_wins() {
        String search = "throttled.policy.search.limit=10/minute";
        String policy = "throttled.policy.search.cost=3";
        String override = ORDERS + "/search/Throttled/cost=4";

        assertThat(permits(search)).isEqualTo(1);
        assertThat(permits(search, policy)).isEqualTo(3);
        assertThat(permits(search, policy, override)).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "nothing > needs a policy name or a limit",
                "limit > limit = soon: \"soon\" is not a limit",
                "parameter > the key of policy Wrong.parameter is param, and parameter has no parameter for it; annotate one with @ThrottleKey",
                "key > key = usr: \"usr\" is not a key source",
                "cost > cost = 6: a call of this cost can never be admitted",
                "negativeCost > cost = -1: write a whole number of at least 1",
                "limitOfTwo > limit = 5/minute: it can define only one policy, and several are named",
                "keyWithoutLimit > key = ip: it says nothing without a limit",
                "unknown > value = serach: no policy serach is configured; did you mean search?",
                "twice > value = a,a: the same is there twice",
                "name > value = a b: \"a b\" cannot be a name",
            })
    void what_is_wrong_names_the_place(String method, String complaint) {
        Configured configured =
                Configured.by(
                        "throttled.policy.a.limit=5/minute",
                        "throttled.policy.b.limit=5/minute",
                        "throttled.policy.search.limit=5/minute");

        configured.charges(Wrong.class, method.strip());

        assertThat(configured.complaints())
                .startsWith("  - @Throttled on " + Wrong.class.getName() + '.' + method.strip())
                .contains(complaint.strip())
                .hasLineCount(1);
    }

    @Test
    void all_wrong_annotations_are_told_at_once() {
        assertThat(Configured.by().with(Wrong.class).complaints()).hasLineCount(11);
    }

    @Test
    void classes_of_one_name_do_not_share_counters_by_accident() {
        assertThat(Configured.by().with(Orders.class, Elsewhere.Orders.class).complaints())
                .contains("its policy is called Orders.list like that of @Throttled on");
    }

    static class Elsewhere {
        static class Orders {

            @Throttled(limit = "1/minute")
            void list() {}
        }
    }

    private static long quota(String... overrides) {
        return Configured.by(overrides).policyOf(Orders.class, "list").capacity();
    }

    private static long permits(String... properties) {
        return Configured.by(properties).charges(Orders.class, "search").get(0).cost().permits();
    }
}
