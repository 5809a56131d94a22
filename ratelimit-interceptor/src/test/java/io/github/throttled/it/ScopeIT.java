package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.scope.Api;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.URL;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

/** Which calls and callers a policy concerns: count-on, exempt, mode, and several policies. */
@ExtendWith(ArquillianExtension.class)
class ScopeIT {

    @ArquillianResource URL application;

    @Deployment(testable = false)
    static WebArchive scope() {
        Stream<String> limits =
                Stream.of(
                                "login", "vault", "in-bean", "in-ejb", "exempt", "dry", "wide",
                                "tight", "tiers", "denied")
                        .flatMap(
                                policy ->
                                        Stream.of(
                                                "throttled.policy." + policy + ".key=header:X-Test",
                                                "throttled.policy."
                                                        + policy
                                                        + ".strategy=sliding-log"));
        Stream<String> others =
                Stream.of(
                        "throttled.login-page=/sign-in?from=limit&at=shop",
                        "throttled.policy.login.limit=2/day",
                        "throttled.policy.login.count-on=401",
                        "throttled.policy.vault.limit=2/day",
                        "throttled.policy.vault.count-on=WrongPasswordException",
                        "throttled.policy.in-bean.limit=1/day",
                        "throttled.policy.in-bean.exempt=role:testers",
                        "throttled.policy.in-ejb.limit=1/day",
                        "throttled.policy.in-ejb.tier.writers.limit=3/day",
                        "throttled.policy.denied.limit=100/day",
                        "throttled.policy.denied.deny=role:vandals",
                        "throttled.policy.exempt.limit=1/day",
                        "throttled.policy.exempt.exempt=role:admins",
                        "throttled.policy.dry.limit=1/day",
                        "throttled.policy.dry.mode=dry-run",
                        "throttled.policy.wide.limit=5/day",
                        "throttled.policy.tight.limit=2/day",
                        "throttled.policy.banning.key=header:X-Test",
                        "throttled.policy.banning.strategy=sliding-log",
                        "throttled.policy.banning.limit=1/10 minutes",
                        "throttled.policy.banning.ban=1h after 2",
                        "throttled.policy.banning.deny=user:mallory",
                        "throttled.policy.bucket.key=header:X-Test",
                        "throttled.policy.bucket.strategy=token-bucket",
                        "throttled.policy.bucket.limit=1/hour",
                        "throttled.policy.bucket.burst=4",
                        "throttled.policy.tiers.limit=2/day",
                        "throttled.policy.tiers.tier.alices.limit=4/day",
                        "throttled.policy.tiers.tier.admins.limit=6/day");
        return Wars.of(
                Api.class.getPackage(), Stream.concat(limits, others).toArray(String[]::new));
    }

    @Test
    void a_login_that_only_counts_failures() {
        Client client = Client.of(application);

        assertThat(client.admitted(5, "login?password=right")).isEqualTo(5);
        assertThat(client.get("login?password=wrong").statusCode()).isEqualTo(401);
        assertThat(client.get("login?password=wrong").statusCode()).isEqualTo(401);
        assertThat(client.get("login?password=right").statusCode()).isEqualTo(429);
    }

    @Test
    void a_bean_that_only_counts_failures() {
        Client client = Client.of(application);

        assertThat(client.admitted(5, "vault?password=right")).isEqualTo(5);
        assertThat(client.get("vault?password=wrong").statusCode()).isEqualTo(500);
        assertThat(client.get("vault?password=wrong").statusCode()).isEqualTo(500);
        assertThat(client.get("vault?password=right").statusCode()).isEqualTo(429);
    }

    @Test
    void an_exempt_role_passes_free() {
        Client admin = Client.of(application).as("admin", "secret");

        assertThat(admin.admitted(5, "exempt")).isEqualTo(5);
        assertThat(admin.get("exempt").headers().firstValue("RateLimit")).isEmpty();
        assertThat(Client.of(application).as("alice", "secret").admitted(5, "exempt")).isEqualTo(1);
    }

    @Test
    void roles_that_only_policies_name_hold_in_beans_and_ejbs_as_well() {
        assertThat(as("tester").admitted(5, "bean")).isEqualTo(5);
        assertThat(as("writer").admitted(5, "bean")).isEqualTo(1);
        assertThat(as("writer").admitted(5, "ejb")).isEqualTo(3);
        assertThat(as("tester").admitted(5, "ejb")).isEqualTo(1);
    }

    @Test
    void a_role_that_only_a_policy_names_is_denied() {
        assertThat(as("vandal").get("denied").statusCode()).isEqualTo(429);
        assertThat(as("tester").get("denied").statusCode()).isEqualTo(200);
    }

    @Test
    void each_tier_has_its_own_limit() {
        assertThat(Client.of(application).admitted(9, "tiers")).isEqualTo(2);
        assertThat(Client.of(application).as("alice", "secret").admitted(9, "tiers")).isEqualTo(4);
        assertThat(Client.of(application).as("admin", "secret").admitted(9, "tiers")).isEqualTo(6);
    }

    @Test
    void a_page_links_to_the_login_for_callers_that_it_would_help() {
        assertThat(page(Client.of(application), 3, "tiers"))
                .contains(
                        "<p><a href=\""
                                + application.getPath()
                                + "sign-in?from=limit&amp;at=shop\">Log in for a higher limit</a></p>");
        assertThat(page(as("alice"), 5, "tiers")).doesNotContain("<a ");
        assertThat(page(Client.of(application), 3, "two")).doesNotContain("<a ");
        assertThat(page(Client.of(application), 3, "banning")).doesNotContain("<a ");
        assertThat(page(as("mallory"), 1, "banning")).doesNotContain("<a ");
    }

    @Test
    void a_page_for_a_call_that_a_bean_rejects_links_to_the_login_as_well() {
        assertThat(page(Client.of(application), 2, "bean")).contains("sign-in?from=limit");
        assertThat(page(as("alice"), 2, "bean")).doesNotContain("<a ");
    }

    /** What a browser shows after so many requests, of which the last is rejected. */
    private static String page(Client client, int requests, String path) {
        Client browser = client.and("Accept", "text/html,*/*;q=0.8");
        assertThat(browser.admitted(requests - 1, path)).isLessThan(requests);
        HttpResponse<String> rejection = browser.get(path);
        assertThat(rejection.statusCode()).isEqualTo(429);
        assertThat(rejection.body()).startsWith("<!DOCTYPE html>").contains("<p>");
        return rejection.body();
    }

    @Test
    void who_is_rejected_twice_is_banned() {
        Client client = Client.of(application);
        client.get("banning");

        assertThat(retryAfter(client.get("banning"))).isBetween(590L, 600L);
        assertThat(retryAfter(client.get("banning"))).isEqualTo(3600);
        assertThat(retryAfter(client.get("banning"))).isBetween(3590L, 3600L);
    }

    @Test
    void who_is_denied_never_passes_and_is_told_no_time() {
        HttpResponse<String> refusal =
                Client.of(application).as("mallory", "secret").get("banning");

        assertThat(refusal.statusCode()).isEqualTo(429);
        assertThat(refusal.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void a_token_bucket_admits_its_burst() {
        Client client = Client.of(application);

        assertThat(client.admitted(6, "bucket")).isEqualTo(4);
        assertThat(retryAfter(client.get("bucket"))).isBetween(3590L, 3600L);
    }

    private Client as(String user) {
        return Client.of(application).as(user, "secret");
    }

    private static long retryAfter(HttpResponse<String> refusal) {
        return refusal.headers().firstValueAsLong("Retry-After").orElseThrow();
    }

    @Test
    void a_dry_run_rejects_nobody() {
        Client client = Client.of(application);

        assertThat(client.admitted(5, "dry")).isEqualTo(5);
        assertThat(client.get("dry").headers().firstValue("RateLimit")).isEmpty();
    }

    @Test
    void a_rejected_request_costs_nothing_in_any_policy() {
        Client client = Client.of(application);

        assertThat(client.admitted(6, "two")).isEqualTo(2);
        assertThat(client.admitted(6, "wide")).isEqualTo(3);
    }
}
