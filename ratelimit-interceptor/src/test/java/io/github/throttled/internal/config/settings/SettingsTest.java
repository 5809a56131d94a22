package io.github.throttled.internal.config.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.throttled.internal.config.catalog.SettingsReader;
import io.github.throttled.internal.config.model.Configured;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.net.IpNetwork;
import io.smallrye.config.SmallRyeConfigBuilder;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

class SettingsTest {

    @Test
    void defaults_are_those_of_the_table() {
        Settings settings = Configured.by().catalog().settings();

        assertThat(settings)
                .isEqualTo(
                        new Settings(
                                true,
                                Optional.empty(),
                                StoreKind.AUTO,
                                Optional.empty(),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(5),
                                new Durability(
                                        Set.of(),
                                        "java:comp/DefaultDataSource",
                                        Duration.ofSeconds(5)),
                                1,
                                1000,
                                Duration.ofSeconds(10),
                                new ReportingSettings(Duration.ofMinutes(1), StoreDown.UP),
                                new ResponseSettings(
                                        Set.of(HeaderStyle.IETF),
                                        Duration.ZERO,
                                        Optional.empty(),
                                        false,
                                        BodyStyle.PROBLEM,
                                        List.of(Locale.ENGLISH, Locale.GERMAN),
                                        Optional.empty(),
                                        false,
                                        List.of(new Limit(60, Duration.ofMinutes(1)))),
                                new ConsoleSettings(
                                        false,
                                        "throttled-admin",
                                        List.of(new Limit(10, Duration.ofMinutes(1)))),
                                List.of(),
                                32,
                                64));
    }

    @Test
    void every_setting_is_read() {
        Configured configured =
                Configured.by(
                        "throttled.enabled=false",
                        "throttled.jitter=3s",
                        "throttled.application=shop",
                        "throttled.store=hazelcast",
                        "throttled.hazelcast.config=classpath:grid.xml",
                        "throttled.store.timeout=500ms",
                        "throttled.store.max-wait=2 seconds",
                        "throttled.data-source=jdbc/quotas",
                        "throttled.durable.interval=1 minute",
                        "throttled.policy.export.limit=5/month",
                        "throttled.policy.export.tier.gold.limit=50/month",
                        "throttled.policy.export.durable=true",
                        "throttled.policy.search.limit=5/minute",
                        "throttled.min-members=3",
                        "throttled.max-waiting=7",
                        "throttled.refresh=2 minutes",
                        "throttled.log-interval=5 minutes",
                        "throttled.health.store-down=down",
                        "throttled.headers=ietf, x-ratelimit",
                        "throttled.partition-key-secret=correct horse battery",
                        "throttled.cors-expose=true",
                        "throttled.limits-resource=true",
                        "throttled.console=true",
                        "throttled.limits-resource.limit=7/minute",
                        "throttled.console.role=operators",
                        "throttled.console.login-limit=3/hour",
                        "throttled.body=error",
                        "throttled.languages=fr, pt-br",
                        "throttled.login-page=/login.xhtml",
                        "throttled.trusted-proxies=10.0.0.5, 10.0.1.0/24,2001:db8::/64",
                        "throttled.ipv4-prefix=24",
                        "throttled.ipv6-prefix=56");

        assertThat(configured.complaints()).isEmpty();
        assertThat(configured.catalog().settings())
                .isEqualTo(
                        new Settings(
                                false,
                                Optional.of("shop"),
                                StoreKind.HAZELCAST,
                                Optional.of("classpath:grid.xml"),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(2),
                                new Durability(
                                        Set.of("export", "export.gold"),
                                        "jdbc/quotas",
                                        Duration.ofMinutes(1)),
                                3,
                                7,
                                Duration.ofMinutes(2),
                                new ReportingSettings(Duration.ofMinutes(5), StoreDown.DOWN),
                                new ResponseSettings(
                                        Set.of(HeaderStyle.IETF, HeaderStyle.X_RATELIMIT),
                                        Duration.ofSeconds(3),
                                        Optional.of(new Secret("correct horse battery")),
                                        true,
                                        BodyStyle.ERROR,
                                        List.of(Locale.FRENCH, new Locale("pt", "BR")),
                                        Optional.of("/login.xhtml"),
                                        true,
                                        List.of(new Limit(7, Duration.ofMinutes(1)))),
                                new ConsoleSettings(
                                        true,
                                        "operators",
                                        List.of(new Limit(3, Duration.ofHours(1)))),
                                List.of(
                                        IpNetwork.parse("10.0.0.5/32"),
                                        IpNetwork.parse("10.0.1.0/24"),
                                        IpNetwork.parse("2001:db8::/64")),
                                24,
                                56));
    }

    @Test
    void nobody_may_wait_for_less_time_than_a_member_may_be_silent() {
        assertThat(Configured.by("throttled.store.max-wait=500ms").complaints())
                .isEqualTo(
                        "  - throttled.store.max-wait = 500ms: it is shorter than"
                                + " throttled.store.timeout, so that no decision would wait until a"
                                + " silent member is found; write at least the same, or better three"
                                + " times as much");
    }

    @Test
    void a_longer_timeout_makes_the_longest_wait_longer() {
        Configured configured = Configured.by("throttled.store.timeout=7s");

        assertThat(configured.complaints()).isEmpty();
        assertThat(configured.catalog().settings().storeMaxWait()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void a_node_that_counts_for_itself_has_no_members_to_wait_for() {
        assertThat(Configured.by("throttled.store=local", "throttled.min-members=2").complaints())
                .isEqualTo(
                        "  - throttled.min-members = 2: a node that counts for itself has no other"
                                + " members; remove it, or set throttled.store = hazelcast");
        assertThat(Configured.by("throttled.store=local", "throttled.min-members=1").complaints())
                .isEmpty();
    }

    @Test
    void no_headers_at_all_can_be_wanted() {
        assertThat(
                        Configured.by("throttled.headers=none")
                                .catalog()
                                .settings()
                                .responses()
                                .headers())
                .isEmpty();
    }

    @Test
    void a_secret_that_is_too_short_is_an_error_that_does_not_show_it() {
        Configured configured = Configured.by("throttled.partition-key-secret=fifteen letters");

        assertThat(configured.complaints())
                .isEqualTo(
                        "  - throttled.partition-key-secret: it can be guessed; write at least 16"
                                + " random characters");
        assertThat(configured.catalog().settings().responses().partitionKeySecret()).isEmpty();
    }

    @Test
    void a_secret_is_not_shown_with_the_settings() {
        Configured configured =
                Configured.by("throttled.partition-key-secret=correct horse battery");

        assertThat(configured.catalog().settings().responses().partitionKeySecret()).isPresent();
        assertThat(configured.catalog().settings().toString()).doesNotContain("horse");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "throttled.enabled=yes > none of true, false",
                "throttled.store=hazlecast > did you mean hazelcast?",
                "throttled.store.timeout=250 > \"250\" is not a time",
                "throttled.store.timeout=0ms > at least 1ms",
                "throttled.durable.interval=5 > \"5\" is not a time",
                "throttled.on-store-failure=allways > none of local, allow, deny",
                "throttled.headers=ietf,none > none cannot be combined",
                "throttled.cors-expose=all > none of true, false",
                "throttled.body=json > none of problem, error",
                "throttled.languages=en,pt_BR > \"pt_BR\" is not a language; write a tag such as fr",
                "throttled.languages=und > \"und\" is not a language",
                "throttled.languages=en,EN > the same is there twice",
                "throttled.headers=ietf,ietf > the same is there twice",
                "throttled.trusted-proxies=proxy.example.org > \"proxy.example.org\" is not an address",
                "throttled.trusted-proxies=10.0.0.1/8 > did you mean 10.0.0.0/8?",
                "throttled.trusted-proxies=10.0.0.5, > \"\" is not an address",
                "throttled.trusted-proxies=10.0.0.5,0.0.0.0/0 > would let every client state any address",
                "throttled.trusted-proxies=::/0 > would let every client state any address",
                "throttled.ipv4-prefix=33 > write a whole number from 1 to 32",
                "throttled.ipv6-prefix=0 > write a whole number from 1 to 128",
            })
    void a_wrong_value_is_named_with_its_key_and_what_would_be_right(
            String property, String complaint) {
        String[] keyAndValue = property.strip().split("=");

        assertThat(Configured.by(property.strip()).complaints())
                .startsWith("  - " + keyAndValue[0] + " = " + keyAndValue[1] + ": ")
                .contains(complaint.strip())
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "/login > /login",
                "/login.xhtml?from=limit&x=\"%22#form > ",
                "/a?b=c&d#e > /a?b=c&d#e",
                "/anmelden/\u00fc > /anmelden/\u00fc",
                "https://sso.example.org > https://sso.example.org",
                "HTTP://sso.example.org:8080/a?b > HTTP://sso.example.org:8080/a?b",
                "http://[2001:db8::1]/ > http://[2001:db8::1]/",
                "login > ",
                "./login > ",
                "//evil.example/login > ",
                "///login > ",
                "/\\evil.example > ",
                "?login > ",
                "# > ",
                "javascript:alert(1) > ",
                "javascript://x.example/%0aalert(1) > ",
                "data:text/html,x > ",
                "ftp://example.org/ > ",
                "https:///login > ",
                "https:login > ",
                "https://user:secret@example.org/ > ",
                "/lo gin > ",
                "/lo\u0000gin > ",
                "/lo\tgin > ",
                "/lo\u202egin > ",
                "/%zz > ",
                "/<b> > ",
            })
    void a_login_page_is_a_path_of_the_application_or_a_web_address(String text, String link) {
        Configured configured = Configured.by("throttled.login-page=" + text);

        assertThat(configured.catalog().settings().responses().loginPage())
                .isEqualTo(Optional.ofNullable(link));
        if (link == null) {
            assertThat(configured.complaints())
                    .startsWith("  - throttled.login-page = ")
                    .contains("; write a path of the web application that begins with one slash")
                    .matches("[ -~]+");
        } else {
            assertThat(configured.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void an_empty_value_is_none(String value) {
        assertThat(Configured.by("throttled.store=" + value).complaints()).isEmpty();
    }

    @Test
    void a_client_finds_its_own_settings() {
        Config wrong =
                new SmallRyeConfigBuilder()
                        .withDefaultValue("throttled.client.max-wait", "soon")
                        .build();

        assertThat(SettingsReader.ofClients(new SmallRyeConfigBuilder().build()).maxWait())
                .isEqualTo(Duration.ofSeconds(5));
        assertThatThrownBy(() -> SettingsReader.ofClients(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("throttled.client.max-wait = soon: ");
        assertThat(Configured.by("throttled.client.max-wait=soon").complaints())
                .contains("throttled.client.max-wait = soon: ");
    }
}
