package io.github.throttled.internal.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.hazelcast.core.Hazelcast;

import io.github.throttled.LogCapture;
import io.github.throttled.Throttled;
import io.github.throttled.internal.config.catalog.BeanNames;
import io.github.throttled.internal.config.catalog.PolicyCatalog;
import io.github.throttled.internal.config.model.ThrottledElement;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.enforcement.MethodPolicies;
import io.github.throttled.internal.enforcement.RateLimitContext;
import io.github.throttled.internal.enforcement.RoutePolicies;
import io.github.throttled.internal.key.Caller;
import io.smallrye.config.SmallRyeConfigBuilder;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An application's policies from its deployment on. */
class ThrottledApplicationTest {

    /** Has a member whose maps cannot be compared. */
    private static final Map<String, String> UNUSABLE =
            Map.of(
                    "throttled.application", "shop",
                    "throttled.store", "hazelcast",
                    "throttled.hazelcast.config", "classpath:unusable-member.xml",
                    "throttled.policy.orders.limit", "5/minute");

    private static final class Orders {
        @Throttled("orders")
        public void list() {}
    }

    /** Values that a test changes while the application runs. */
    private static final class Values implements ConfigSource {

        private final Map<String, String> values = new ConcurrentHashMap<>();

        @Override
        public Set<String> getPropertyNames() {
            return values.keySet();
        }

        @Override
        public String getValue(String name) {
            return values.get(name);
        }

        @Override
        public String getName() {
            return "changing";
        }
    }

    private final Values values = new Values();

    @Test
    void a_deployment_that_fails_leaves_no_member_running() {
        values.values.putAll(UNUSABLE);

        assertThatIllegalStateException()
                .isThrownBy(this::open)
                .withMessageContaining("in-memory-format OBJECT");

        assertThat(Hazelcast.getHazelcastInstanceByName("unusable-member")).isNull();
    }

    @Test
    void a_raised_limit_keeps_what_was_consumed() {
        set("policy.orders.limit", "2/day");
        try (ThrottledApplication application = open()) {
            assertThat(admitted(application, 5)).isEqualTo(2);

            set("policy.orders.limit", "5/day");
            application.refresh();

            assertThat(admitted(application, 9)).isEqualTo(3);
        }
    }

    @Test
    void a_lowered_limit_holds_at_once() {
        set("policy.orders.limit", "9/day");
        try (ThrottledApplication application = open()) {
            assertThat(admitted(application, 3)).isEqualTo(3);

            set("policy.orders.limit", "3/day");
            application.refresh();

            assertThat(admitted(application, 9)).isZero();
        }
    }

    @Test
    void a_role_that_the_server_was_not_told_of_changes_nothing() {
        set("policy.orders.limit", "2/day");
        set("policy.orders.deny", "role:vandals");
        try (ThrottledApplication application = open();
                LogCapture log = LogCapture.of(LiveCatalog.class)) {
            assertThat(application.declareRoles(Set.of("admins"))).containsExactly("vandals");

            set("policy.orders.limit", "5/day");
            set("policy.orders.deny", "role:vandals, role:thieves");
            application.refresh();

            assertThat(log.text())
                    .contains("throttled.policy.orders.deny: it names the role \"thieves\"");
            assertThat(admitted(application, 9)).isEqualTo(2);

            set("policy.orders.deny", "role:vandals, role:admins");
            application.refresh();

            assertThat(admitted(application, 9)).isEqualTo(3);
        }
    }

    @Test
    void what_holds_for_all_policies_stays_as_it_was_at_deployment() {
        set("policy.orders.limit", "2/day");
        try (ThrottledApplication application = open()) {
            set("trusted-proxies", "10.0.0.1");
            set("ipv4-prefix", "24");
            set("policy.orders.limit", "5/day");
            application.refresh();

            assertThat(application.settings().trustedProxies()).isEmpty();
            assertThat(application.settings().ipv4Prefix()).isEqualTo(32);
            assertThat(admitted(application, 9)).isEqualTo(5);
        }
    }

    @Test
    void another_strategy_begins_anew() {
        set("policy.orders.limit", "2/day");
        try (ThrottledApplication application = open()) {
            assertThat(admitted(application, 5)).isEqualTo(2);

            set("policy.orders.strategy", "sliding-log");
            application.refresh();

            assertThat(admitted(application, 9)).isEqualTo(2);
        }
    }

    @Test
    void a_cost_and_a_mode_change_too() {
        set("policy.orders.limit", "9/day");
        try (ThrottledApplication application = open()) {
            set("policy.orders.cost", "3");
            application.refresh();
            assertThat(admitted(application, 9)).isEqualTo(3);

            set("policy.orders.mode", "off");
            application.refresh();
            assertThat(admitted(application, 9)).isEqualTo(9);
        }
    }

    @Test
    void an_override_of_an_annotation_changes_too() {
        set("policy.orders.limit", "2/day");
        set("policy.others.limit", "7/day");
        try (ThrottledApplication application = open()) {
            values.values.put(Orders.class.getName() + "/list/Throttled/value", "others");
            application.refresh();

            assertThat(admitted(application, 9)).isEqualTo(7);
        }
    }

    @Test
    void a_route_changes_too() {
        set("policy.orders.limit", "9/day");
        set("policy.all.limit", "2/day");
        set("route.shop.path", "/shop");
        set("route.shop.policy", "all");
        try (ThrottledApplication application = open()) {
            RoutePolicies routes = application.routePolicies().orElseThrow();
            assertThat(admitted(routes, "shop", 5)).isEqualTo(2);
            assertThat(admitted(routes, "other", 5)).isEqualTo(5);

            set("policy.all.limit", "3/day");
            set("route.shop.path", "/other");
            application.refresh();

            assertThat(admitted(routes, "shop", 5)).isEqualTo(5);
            assertThat(admitted(routes, "other", 5)).isEqualTo(1);
        }
    }

    private static long admitted(RoutePolicies routes, String path, int calls) {
        long admitted = 0;
        for (int i = 0; i < calls; i++) {
            RateLimitContext context = RateLimitContext.ofRequest();
            routes.charge(context, new Nobody(), "GET", path);
            admitted += context.rejection().isEmpty() ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void what_is_wrong_changes_nothing() {
        set("policy.orders.limit", "2/day");
        try (ThrottledApplication application = open()) {
            set("policy.orders.limit", "soon");
            set("policy.orders.cost", "2");
            application.refresh();

            assertThat(admitted(application, 9)).isEqualTo(2);

            set("policy.orders.limit", "6/day");
            application.refresh();

            assertThat(admitted(application, 9)).isEqualTo(2);
        }
    }

    @Test
    void a_policy_that_an_annotation_needs_cannot_go() {
        set("policy.orders.limit", "2/day");
        try (ThrottledApplication application = open()) {
            values.values.remove("throttled.policy.orders.limit");
            application.refresh();

            assertThat(admitted(application, 9)).isEqualTo(2);
        }
    }

    private void set(String key, String value) {
        values.values.put("throttled." + key, value);
    }

    private ThrottledApplication open() {
        values.values.putIfAbsent("throttled.application", "shop");
        values.values.putIfAbsent("throttled.store", "local");
        Config config = new SmallRyeConfigBuilder().withSources(values).build();
        Problems problems = new Problems();
        PolicyCatalog catalog = PolicyCatalog.read(config, BeanNames.NONE, problems);
        List<ThrottledElement> elements = ThrottledElements.of(Orders.class).toList();
        elements.forEach(element -> catalog.charges(element, problems));
        assertThat(problems.isEmpty()).as(problems.message()).isTrue();
        return ThrottledApplication.open(config, catalog, elements, new DiscoveredBeans());
    }

    private static long admitted(ThrottledApplication application, int calls) {
        ThrottledElement element = ThrottledElements.of(Orders.class).findFirst().orElseThrow();
        MethodPolicies policies =
                application.methodPolicies(Orders.class, element.method()).orElseThrow();
        long admitted = 0;
        for (int i = 0; i < calls; i++) {
            RateLimitContext context = RateLimitContext.ofRequest();
            policies.charge(context, new Nobody());
            admitted += context.rejection().isEmpty() ? 1 : 0;
        }
        return admitted;
    }

    private record Nobody() implements Caller {
        @Override
        public String remoteAddress() {
            return null;
        }

        @Override
        public String userName() {
            return null;
        }

        @Override
        public boolean isInRole(String role) {
            return false;
        }

        @Override
        public String header(String name) {
            return null;
        }
    }
}
