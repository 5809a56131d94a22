package io.github.throttled.internal.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.LogCapture;
import io.github.throttled.RateLimiter;
import io.github.throttled.internal.cdi.ThrottledExtension;
import io.github.throttled.internal.cdi.WeldApplication;
import io.github.throttled.internal.config.catalog.BeanNames;
import io.github.throttled.internal.config.catalog.PolicyCatalog;
import io.github.throttled.internal.config.reader.Problems;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the log says of limits when an application starts. */
class StartupReportTest {

    private static final Map<String, String> SHOP =
            Map.of(
                    "throttled.global", "everybody",
                    "throttled.policy.everybody.limit", "5/minute",
                    "throttled.policy.login.limit", "5/minute",
                    "throttled.policy.mail.limit", "5/minute");

    @Test
    void it_tells_how_much_there_is() {
        assertThat(report(Map.of(), 0, false).summary("/shop"))
                .isEqualTo(
                        "Throttled has read 0 policies, 0 routes and 0 methods with @Throttled.");
        assertThat(report(Map.of("throttled.console", "true"), 1, false).summary(""))
                .isEqualTo(
                        "Throttled has read 0 policies, 0 routes and 1 method with @Throttled. The"
                                + " console is at /throttled/, for the role throttled-admin.");
    }

    @Test
    void policies_that_only_a_program_can_ask_for_are_told() {
        StartupReport report = report(SHOP, 1, true);

        assertThat(report.summary(""))
                .endsWith("Only a RateLimiter can use the policies login, mail.");
        assertThat(report.warning()).isEmpty();
    }

    @Test
    void policies_that_nothing_can_ask_for_are_a_complaint() {
        StartupReport report = report(SHOP, 1, false);

        assertThat(report.summary("")).doesNotContain("mail");
        assertThat(report.warning().orElseThrow())
                .startsWith("Nothing is charged to the policies login, mail: ");
    }

    static class Asking {
        @Inject RateLimiter limiter;
    }

    static class AskingLater {
        @Inject Instance<RateLimiter> limiters;
    }

    static class AskingAtBirth {
        @Inject
        AskingAtBirth(RateLimiter limiter) {
            limiter.peek("login", "key");
        }
    }

    static class Heir extends Asking {}

    static class Silent {}

    @ParameterizedTest
    @ValueSource(classes = {Asking.class, AskingLater.class})
    void an_injected_limiter_may_ask_for_all_policies(Class<?> bean) {
        assertThat(logOf(bean))
                .contains("INFO: Throttled has read 3 policies", "Only a RateLimiter can use")
                .doesNotContain("WARNING");
    }

    @Test
    void without_one_nobody_can() {
        assertThat(logOf(Silent.class))
                .contains("WARNING: Nothing is charged to the policies login, mail: ")
                .doesNotContain("Only a RateLimiter");
    }

    @ParameterizedTest
    @ValueSource(classes = {Asking.class, AskingLater.class, AskingAtBirth.class, Heir.class})
    void a_resource_that_is_no_bean_may_ask_as_well(Class<?> resource) {
        assertThat(logOf(Silent.class, resource))
                .contains("Only a RateLimiter can use")
                .doesNotContain("WARNING");
    }

    private static String logOf(Class<?> bean, Class<?>... resources) {
        try (LogCapture log = LogCapture.of(ThrottledApplication.class);
                WeldApplication application = WeldApplication.deploy(SHOP, bean)) {
            ThrottledApplication throttled =
                    application.bean(ThrottledExtension.class).application();
            throttled.complete(List.of(resources));
            throttled.report("/shop");
            return log.text();
        }
    }

    private static StartupReport report(Map<String, String> config, long methods, boolean byHand) {
        Problems problems = new Problems();
        PolicyCatalog catalog =
                PolicyCatalog.read(
                        new SmallRyeConfigBuilder()
                                .withSources(new PropertiesConfigSource(config, "test", 100))
                                .build(),
                        new BeanNames(Set.of(), Set.of()),
                        problems);
        assertThat(problems.lines()).isEmpty();
        return new StartupReport(catalog, methods, byHand);
    }
}
