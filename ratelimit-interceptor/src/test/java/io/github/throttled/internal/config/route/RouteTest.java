package io.github.throttled.internal.config.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.ThrottleKey;
import io.github.throttled.Throttled;
import io.github.throttled.internal.config.catalog.PolicyCatalog;
import io.github.throttled.internal.config.model.Charge;
import io.github.throttled.internal.config.model.Configured;
import io.github.throttled.internal.config.model.Cost;
import io.github.throttled.internal.config.model.KeyExpression;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Routes and global policies as the configuration says them. */
class RouteTest {

    @Test
    void a_path_and_a_policy_are_all_a_route_needs() {
        Configured configured =
                configured("route.search.path=/search/**", "route.search.policy=wide");

        assertThat(configured.complaints()).isEmpty();
        assertThat(configured.catalog().routes().routes())
                .containsExactly(
                        new Route(
                                "search",
                                RoutePattern.parse("/search/**"),
                                Set.of(),
                                List.of("wide")));
    }

    @Test
    void everything_can_be_said() {
        Configured configured =
                configured(
                        "global=tight",
                        "route.search.path=/search/{shelf}",
                        "route.search.methods=get, POST, PURGE",
                        "route.search.policy=wide, tight");

        assertThat(configured.complaints()).isEmpty();
        PolicyCatalog catalog = configured.catalog();
        Route route = catalog.routes().routes().get(0);
        assertThat(route.methods()).containsExactlyInAnyOrder("GET", "POST", "PURGE");
        assertThat(names(catalog.charges(route))).containsExactly("wide", "tight");
        assertThat(names(catalog.globalCharges())).containsExactly("tight");
    }

    @Test
    void there_need_be_none() {
        Configured configured = configured();

        assertThat(configured.catalog().routes().routes()).isEmpty();
        assertThat(configured.catalog().globalCharges()).isEmpty();
    }

    @Test
    void a_request_costs_what_its_policy_says() {
        Configured configured =
                configured(
                        "policy.wide.cost=3",
                        "global=wide",
                        "route.search.path=/search",
                        "route.search.policy=wide");

        PolicyCatalog catalog = configured.catalog();
        Charge charge = new Charge(configured.policy("wide"), new Cost(3));
        assertThat(catalog.globalCharges()).containsExactly(charge);
        assertThat(catalog.charges(catalog.routes().routes().get(0))).containsExactly(charge);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "route.r.policy=wide > route.r.path: it is missing; every route needs a path",
                "route.r.path=/a > route.r.policy: it is missing; every route needs the name",
                "route.r.path=/a//b route.r.policy=wide > route.r.path = /a//b: it has an empty segment",
                "route.r.path=/a route.r.policy=wdie > route.r.policy = wdie: no policy wdie is configured; did you mean wide?",
                "route.r.path=/a route.r.policy=wide,wide > the same is there twice",
                "route.r.path=/a route.r.policy=wide route.r.methods=PSOT > route.r.methods = PSOT: \"PSOT\" is no HTTP method",
                "route.r.path=/a route.r.policy=wide route.r.methods=GETT > did you mean GET?",
                "route.r.path=/a route.r.policy=wide route.r.methods=* > \"*\" is no HTTP method",
                "route.r.path=/a route.r.policy=wide route.r.methods=all > nothing for all",
                "route.r.path=/a route.r.policy=wide route.r.methods=purge > in capitals",
                "route.r.path=/a route.r.policy=wide route.r.methods=GET,get > the same is there twice",
                "route.r.path=/a route.r.policy=wide route.r.method=GET > did you mean throttled.route.r.methods?",
                "route.r.path=/a route.r.policy=param > the key of policy param is param",
                "route.a.b.path=/a > a route name has no dots; write throttled.route.a-b.path",
                "route.a!b.path=/a > a route name has 1 to 64 letters",
                "global=wide,wdie > global = wide,wdie: no policy wdie is configured; did you mean wide?",
                "global=param > the key of policy param is param",
                "globl=wide > did you mean throttled.global?",
            })
    void a_wrong_value_is_named_with_what_would_be_right(String properties, String complaint) {
        assertThat(configured(properties.strip().split(" ")).complaints())
                .contains(complaint.strip())
                .hasLineCount(1);
    }

    @Test
    void wrong_methods_are_not_taken_for_all() {
        Configured configured =
                configured("route.r.path=/a", "route.r.policy=wide", "route.r.methods=PSOT");

        assertThat(configured.catalog().routes().routes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "/a > '' > /a > '' > all methods too",
                "/{x}/b > '' > /*/b/ > '' > all methods too",
                "/a > GET,POST > /a > POST > POST too",
            })
    void two_routes_for_the_same_requests_are_an_error(
            String onePath, String oneMethods, String otherPath, String otherMethods, String both) {
        Configured configured =
                configured(
                        "route.one.path=" + onePath.strip(),
                        "route.one.methods=" + oneMethods.strip(),
                        "route.one.policy=wide",
                        "route.other.path=" + otherPath.strip(),
                        "route.other.methods=" + otherMethods.strip(),
                        "route.other.policy=tight");

        assertThat(configured.complaints())
                .startsWith(
                        "  - throttled.route.other.path = %s: route one is for the same path and"
                                .formatted(otherPath.strip()))
                .contains(both.strip())
                .hasLineCount(1);
    }

    @Test
    void one_path_can_have_routes_for_different_methods() {
        Configured configured =
                configured(
                        "route.all.path=/a",
                        "route.all.policy=wide",
                        "route.get.path=/a",
                        "route.get.methods=GET",
                        "route.get.policy=tight",
                        "route.head.path=/a",
                        "route.head.methods=HEAD",
                        "route.head.policy=tight");

        assertThat(configured.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRACE",
                "PURGE",
                "PROPFIND",
                "SEARCH",
                "MKCOL",
                "LOCK",
                "MOVE",
                "COPY",
                "QUERY",
                "REPORT",
                "MERGE",
                "VERSION-CONTROL",
                "LINK",
                "UNLINK",
                "BIND",
                "ACL",
                "LABEL",
                "UPDATE",
                "CHECKOUT",
                "CONNECT"
            })
    void any_registered_method_can_be_named(String method) {
        Configured configured =
                configured("route.r.path=/a", "route.r.policy=wide", "route.r.methods=" + method);

        assertThat(configured.complaints()).isEmpty();
    }

    @Test
    void a_policy_that_only_an_annotation_defines_cannot_be_named() {
        assertThat(configured("global=annotated").with(Annotated.class).complaints())
                .contains("global = annotated: no policy annotated is configured")
                .hasLineCount(1);
    }

    @Test
    void a_policy_that_an_annotation_completes_is_charged_as_completed() {
        Configured configured =
                configured("policy.annotated.limit=7/day", "global=annotated")
                        .with(Annotated.class);

        assertThat(configured.complaints()).isEmpty();
        assertThat(configured.catalog().globalCharges())
                .extracting(charge -> charge.policy().key())
                .containsExactly(KeyExpression.parse("ip"));
    }

    @Test
    void a_policy_that_an_annotation_ties_to_parameters_cannot_be_named() {
        Configured configured =
                configured("policy.tied.limit=7/day", "global=tied").with(Tied.class);

        assertThat(configured.complaints())
                .contains("global = tied: the key of policy tied is param")
                .hasLineCount(1);
    }

    @Test
    void environment_variables_override_routes() {
        Configured configured =
                Configured.by(
                        Map.of("THROTTLED_ROUTE_SEARCH_PATH", "/find"),
                        "throttled.policy.wide.limit=9/day",
                        "throttled.route.search.path=/search",
                        "throttled.route.search.policy=wide");

        assertThat(configured.complaints()).isEmpty();
        assertThat(configured.catalog().routes().find("GET", "find")).hasSize(1);
        assertThat(configured.catalog().routes().find("GET", "search")).isEmpty();
    }

    @Test
    void environment_variables_define_routes() {
        Configured configured =
                Configured.by(
                        Map.of(
                                "THROTTLED_ROUTE_SEARCH_PATH", "/find",
                                "THROTTLED_ROUTE_SEARCH_POLICY", "wide"),
                        "throttled.policy.wide.limit=9/day");

        assertThat(configured.complaints()).isEmpty();
        assertThat(configured.catalog().routes().find("GET", "find")).hasSize(1);
    }

    static class Annotated {
        @Throttled(value = "annotated", limit = "5/day", key = "ip")
        void call() {}
    }

    static class Tied {
        @Throttled(value = "tied", limit = "5/day", key = "param")
        void call(@ThrottleKey String parameter) {}
    }

    /** With the policies {@code wide}, {@code tight}, and {@code param}, whose key is param. */
    private static Configured configured(String... properties) {
        return Configured.by(
                Stream.concat(
                                Stream.of(
                                        "policy.wide.limit=9/day",
                                        "policy.tight.limit=3/day",
                                        "policy.param.limit=3/day",
                                        "policy.param.key=param"),
                                Arrays.stream(properties))
                        .map(property -> "throttled." + property)
                        .toArray(String[]::new));
    }

    private static List<String> names(List<Charge> charges) {
        return charges.stream().map(charge -> charge.policy().name()).toList();
    }
}
