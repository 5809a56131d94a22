package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.told.Api;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;

/** What may be meant is told in the log when an application starts, or at the first call. */
class ToldIT {

    private static PayaraMicro server;

    @BeforeAll
    static void start() throws Exception {
        server =
                PayaraMicro.start(
                        Wars.of(
                                Api.class.getPackage(),
                                "throttled.policy.basket.limit=5/day",
                                "throttled.policy.basket.key=header:X-Test",
                                "throttled.policy.basket.tier.goldd.limit=7/day",
                                "throttled.policy.by-param.limit=2/day",
                                "throttled.policy.by-param.key=param",
                                "throttled.policy.forgotten.limit=5/day",
                                "throttled.route.all.path=/**",
                                "throttled.route.all.policy=everybody",
                                "throttled.policy.everybody.limit=1000/day",
                                "throttled.console=true",
                                "throttle.policy.basket.limit=3/day",
                                "THROTTLED_POLICY_BASKET_LIMITT=3/day"),
                        "--nocluster");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void what_there_is_and_where_the_console_is_is_told() throws IOException {
        assertThat(server.log())
                .contains(
                        "Throttled has read 4 policies, 1 route and 3 methods with @Throttled. The"
                                + " console is at /told/throttled/, for the role throttled-admin.");
    }

    @Test
    void the_whole_road_is_warmed_up_before_the_first_call() throws IOException {
        assertThat(server.log()).doesNotContain("Could not warm up");
    }

    @Test
    void a_policy_that_nothing_uses_is_told() throws IOException {
        assertThat(server.log()).contains("Nothing is charged to the policy forgotten: ");
    }

    @Test
    void a_role_that_nothing_else_names_is_told() throws IOException {
        assertThat(server.log())
                .contains(
                        "throttled.policy.basket.tier.goldd.limit: nothing else in the application"
                                + " names the role \"goldd\". If");
    }

    @Test
    void misspelt_names_are_told() throws IOException {
        assertThat(server.log())
                .contains(
                        "throttle.policy.basket.limit: Throttled does not read this; did you mean"
                                + " throttled.policy.basket.limit?",
                        "THROTTLED_POLICY_BASKET_LIMITT: Throttled does not read this; did you mean"
                                + " THROTTLED_POLICY_BASKET_LIMIT?");
    }

    @Test
    void a_sub_resource_that_cdi_makes_is_charged_by_its_parameter() throws IOException {
        Client client = Client.of(server.application("told"));

        assertThat(client.get("shop/injected?books=4").statusCode()).isEqualTo(200);
        assertThat(client.get("shop/injected?books=2").statusCode()).isEqualTo(429);
    }

    @Test
    void a_sub_resource_made_by_new_is_not_called_rather_than_free() throws IOException {
        Client client = Client.of(server.application("told"));

        assertThat(client.get("shop/made?books=4").statusCode()).isEqualTo(500);
        assertThat(server.log())
                .contains(
                        "@Throttled on io.github.throttled.it.told.Basket.fill: a parameter decides"
                                + " how calls of fill are charged, and only a bean can intercept"
                                + " them");
    }

    @Test
    void a_sub_resource_that_is_no_bean_is_told_before_it_fails() throws IOException {
        assertThat(server.log())
                .contains(
                        "@Throttled on io.github.throttled.it.told.Shelf.read: a parameter decides"
                                + " how calls of read are charged, and only a bean can intercept"
                                + " them, but this class is no bean");
        assertThat(Client.of(server.application("told")).get("shop/shelf?books=4").statusCode())
                .isEqualTo(500);
    }

    @Test
    void a_servlet_is_told_and_not_counted_among_the_limits() throws IOException {
        assertThat(server.log())
                .contains(
                        "@Throttled on io.github.throttled.it.told.Front: the server creates the"
                                + " objects of this class and need not intercept them");
    }

    @Test
    void an_ejb_is_charged_by_its_parameter() throws IOException {
        Client client = Client.of(server.application("told"));

        assertThat(client.admitted(4, "shop/ejb?id=a")).isEqualTo(2);
        assertThat(client.admitted(4, "shop/ejb?id=b")).isEqualTo(2);
    }
}
