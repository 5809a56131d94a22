package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.misplaced.Api;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** A limit that nothing can enforce fails the deployment, and so does a key that is another one. */
class MisplacedIT {

    private static final String HERE = "\n  - @Throttled on io.github.throttled.it.misplaced.";

    @Test
    void an_annotation_that_no_call_can_be_charged_by_is_a_problem() throws Exception {
        try (PayaraMicro server =
                start(Wars.of(Api.class.getPackage(), "throttled.policy.shop.limit=5/minute"))) {

            assertThat(server.log())
                    .contains(
                            "Throttled found 2 problems in its configuration:",
                            HERE + "Sums.one: calls of a static method cannot be intercepted;",
                            HERE + "Sums.two: calls of a private method cannot be intercepted;");
            assertNotDeployed(server);
        }
    }

    @Test
    void a_class_that_is_no_bean_is_a_problem() throws Exception {
        WebArchive application =
                Wars.of(Api.class.getPackage(), "throttled.policy.shop.limit=5/minute");
        application.delete("/WEB-INF/classes/io/github/throttled/it/misplaced/Sums.class");
        try (PayaraMicro server = start(application)) {

            assertThat(server.log())
                    .contains(
                            "Throttled found 3 problems in its configuration:",
                            HERE
                                    + "Tool: this class is neither a bean nor a JAX-RS resource, so no",
                            HERE
                                    + "Offers: classes do not inherit the annotation from an interface; write"
                                    + " it on"
                                    + " io.github.throttled.it.misplaced.BookOffers,",
                            HERE
                                    + "Stock: classes do not inherit the annotation from an interface; write"
                                    + " it on"
                                    + " io.github.throttled.it.misplaced.StockBean,");
            assertNotDeployed(server);
        }
    }

    @Test
    void a_byte_order_mark_is_seen_in_the_file() throws Exception {
        WebArchive application = Wars.of(Api.class.getPackage());
        application.addAsResource(
                new StringAsset("\uFEFFthrottled.policy.shop.limit=5/minute\n"),
                "META-INF/microprofile-config.properties");
        try (PayaraMicro server = start(application)) {

            assertThat(server.log())
                    .contains(
                            "throttled.policy.shop.limit: the file begins with a byte order mark");
            assertNotDeployed(server);
        }
    }

    private static PayaraMicro start(WebArchive application) throws Exception {
        return PayaraMicro.start(application, "--nocluster");
    }

    private static void assertNotDeployed(PayaraMicro server) throws Exception {
        assertThat(Client.of(server.application("misplaced")).get("book").statusCode())
                .isEqualTo(404);
    }
}
