package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.invalid.InvalidResource;

import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** What is wrong fails the deployment, and all of it is said at once. */
class InvalidConfigurationIT {

    @Test
    void all_problems_are_in_one_message() throws Exception {
        try (PayaraMicro server =
                start(
                        "throttled.policy.search.limit=10 a minute",
                        "throttled.policy.login.limit=5/minute",
                        "throttled.policy.login.strategy=slidng-window",
                        "throttled.polcy.login.key=ip")) {

            assertThat(server.log())
                    .contains(
                            "Throttled found 5 problems in its configuration:",
                            "\n  - throttled.polcy.login.key = ip: there is no such key;"
                                    + " did you mean throttled.policy.login.key?",
                            "\n  - throttled.policy.search.limit = 10 a minute: \"10 a minute\" is"
                                    + " not a limit; write a quota per window, such as",
                            "\n  - throttled.policy.login.strategy = slidng-window:"
                                    + " \"slidng-window\" is none of fixed-window, sliding-window,",
                            "\n  - @Throttled on io.github.throttled.it.invalid.Searcher.search:"
                                    + " value = serach: no policy serach is configured;",
                            "\n  - @Throttled on io.github.throttled.it.invalid.Suppliers.offers:"
                                    + " value = serach: no policy serach is configured;");
            assertNotDeployed(server);
        }
    }

    @Test
    void a_resource_that_is_no_bean_is_checked_too() throws Exception {
        try (PayaraMicro server =
                start(
                        "throttled.policy.serach.limit=10/minute",
                        "throttled.policy.reserved.cost=2",
                        "throttled.policy.empty.limit=",
                        "throttled.policy.forgotten.cost=2")) {

            assertThat(server.log())
                    .contains(
                            "Throttled found 3 problems in its configuration:",
                            "\n  - throttled.policy.empty.limit: it is missing;",
                            "\n  - throttled.policy.forgotten.limit: it is missing;",
                            "\n  - @Throttled on "
                                    + InvalidResource.class.getName()
                                    + ".throttled: limit = 100/fortnight:");
            assertNotDeployed(server);
        }
    }

    private static PayaraMicro start(String... configuration) throws Exception {
        WebArchive application = Wars.of(InvalidResource.class.getPackage(), configuration);
        return PayaraMicro.start(application, "--nocluster");
    }

    private static void assertNotDeployed(PayaraMicro server) throws Exception {
        assertThat(Client.of(server.application("invalid")).get("invalid").statusCode())
                .isEqualTo(404);
    }
}
