package io.github.throttled.internal.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.internal.application.DiscoveredBeans;
import io.github.throttled.internal.application.ThrottledApplication;
import io.github.throttled.internal.config.catalog.BeanNames;
import io.github.throttled.internal.config.catalog.PolicyCatalog;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.key.Caller;
import io.smallrye.config.SmallRyeConfigBuilder;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a request pays because the configuration says so. */
class RoutePoliciesTest {

    private static final Caller ANYBODY =
            new Caller() {
                @Override
                public String remoteAddress() {
                    return "192.0.2.1";
                }

                @Override
                public String userName() {
                    return null;
                }

                @Override
                public String header(String lowerCaseName) {
                    return null;
                }

                @Override
                public boolean isInRole(String role) {
                    return false;
                }
            };

    private ThrottledApplication application;

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void global_policies_come_before_those_of_the_route() {
        open("global=a", "route.r.path=/search", "route.r.policy=b,c");

        assertThat(paid("GET", "search")).isEqualTo("a 4, b 4, c 4");
        assertThat(paid("GET", "other")).isEqualTo("a 3");
    }

    @Test
    void a_policy_that_occurs_twice_is_charged_once() {
        open("global=a", "route.r.path=/search", "route.r.policy=b,a");

        assertThat(paid("GET", "search")).isEqualTo("a 4, b 4");
    }

    @Test
    void a_request_of_two_routes_pays_in_both_once() {
        open(
                "route.files.path=/files/**",
                "route.files.policy=a,c",
                "route.search.path=/search",
                "route.search.policy=b,a");

        assertThat(paid("GET", "files/../search")).isEqualTo("a 4, c 4, b 4");
    }

    @Test
    void what_the_route_rejects_costs_nothing_globally() {
        open("global=a", "route.r.path=/search", "route.r.policy=b", "policy.b.limit=1/day");
        paid("GET", "search");

        assertThat(charge("GET", "search").rejection()).map(Decision::policy).hasValue("b");
        assertThat(paid("GET", "other")).isEqualTo("a 3");
    }

    @Test
    void what_a_global_policy_rejects_does_not_reach_the_route() {
        open("global=a", "route.r.path=/search", "route.r.policy=b", "policy.a.limit=1/day");
        paid("GET", "other");

        assertThat(paid("GET", "search")).isEqualTo("a 0");
    }

    @ParameterizedTest
    @CsvSource({"GET, b 4", "HEAD, b 4", "POST, c 4", "OPTIONS, b 4"})
    void the_method_decides(String method, String paid) {
        open(
                "route.r.path=/search",
                "route.r.policy=b",
                "route.s.path=/search",
                "route.s.methods=POST",
                "route.s.policy=c");

        assertThat(paid(method, "search")).isEqualTo(paid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"enabled=true", "enabled=false global=a"})
    void there_are_no_route_policies_where_nothing_is_charged(String properties) {
        open(properties.split(" "));

        assertThat(application.routePolicies()).isEmpty();
    }

    /** With the policies {@code a}, {@code b} and {@code c}, which admit 5. */
    private void open(String... properties) {
        Map<String, String> values =
                Arrays.stream(properties)
                        .map(line -> ("throttled." + line).split("=", 2))
                        .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        for (String policy : new String[] {"a", "b", "c"}) {
            values.putIfAbsent("throttled.policy." + policy + ".limit", "5/day");
            values.put("throttled.policy." + policy + ".strategy", "sliding-log");
        }
        values.put("throttled.application", "shop");
        values.put("throttled.store", "local");
        Problems problems = new Problems();
        Config config = new SmallRyeConfigBuilder().withDefaultValues(values).build();
        PolicyCatalog catalog = PolicyCatalog.read(config, BeanNames.NONE, problems);
        assertThat(problems.isEmpty()).as(problems.message()).isTrue();
        application = ThrottledApplication.open(config, catalog, List.of(), new DiscoveredBeans());
    }

    private RateLimitContext charge(String method, String path) {
        RateLimitContext context = RateLimitContext.ofRequest();
        application.routePolicies().orElseThrow().charge(context, ANYBODY, method, path);
        return context;
    }

    /** {@code policy remaining, ...} */
    private String paid(String method, String path) {
        return charge(method, path).decisions().stream()
                .map(decision -> decision.policy() + ' ' + decision.remaining())
                .collect(Collectors.joining(", "));
    }
}
