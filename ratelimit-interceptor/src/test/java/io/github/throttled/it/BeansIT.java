package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.beans.Api;
import io.github.throttled.it.beans.MethodBean;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/** {@code @Throttled} on beans and EJBs, and the limiter that is asked by hand. */
@ExtendWith(ArquillianExtension.class)
class BeansIT {

    @ArquillianResource URL application;

    @Deployment(testable = false)
    static WebArchive beans() {
        return Wars.of(
                Api.class.getPackage(),
                MethodBean.class.getName() + "/overridden/Throttled/limit=1/day",
                "throttled.policy.by-hand.limit=3/day",
                "throttled.policy.by-hand.strategy=sliding-log");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "method",
                "class-one",
                "stateless",
                "local-view",
                "singleton",
                "inherited-class",
                "inherited-class-redefined",
                "inherited-method"
            })
    void throttled_call_is_admitted_three_times(String bean) {
        assertThat(client().admitted(5, "call/" + bean)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"method-free", "method-by-itself", "inherited-method-redefined"})
    void other_calls_are_free(String bean) {
        assertThat(client().admitted(5, "call/" + bean)).isEqualTo(5);
    }

    @Test
    void methods_of_a_throttled_class_share_a_counter() {
        Client client = client();

        assertThat(client.admitted(2, "call/class-one")).isEqualTo(2);
        assertThat(client.admitted(2, "call/class-other")).isEqualTo(1);
    }

    @Test
    void a_method_replaces_what_its_class_says() {
        Client client = client();

        assertThat(client.admitted(3, "call/class-own")).isEqualTo(1);
        assertThat(client.admitted(4, "call/class-one")).isEqualTo(3);
    }

    @Test
    void configuration_overrides_an_annotation() {
        assertThat(client().admitted(3, "call/method-overridden")).isEqualTo(1);
    }

    @Test
    void an_asynchronous_call_fails_its_future() {
        Client client = client();

        assertThat(client.admitted(3, "call/asynchronous")).isEqualTo(3);
        assertThat(client.get("call/asynchronous").body())
                .startsWith("RateLimitExceededException: Rate limit exceeded for policy");
    }

    @Test
    void an_exception_that_leaves_a_resource_becomes_a_429() {
        Client client = client();
        client.admitted(3, "call/method");

        HttpResponse<String> response = client.get("call/method");

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(86_300L, 86_400L);
        assertThat(response.headers().firstValue("RateLimit-Policy"))
                .hasValue("\"MethodBean.throttled\";q=3;w=86400");
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(response.body()).contains("\"violated-policies\":[\"MethodBean.throttled\"]");
    }

    @Test
    void a_rejection_does_not_roll_back() {
        Client client = client();
        client.admitted(3, "call/transaction");

        assertThat(client.get("call/transaction").body())
                .isEqualTo("rejected by StatelessBean.throttled, can commit");
    }

    @Test
    void a_rejected_run_of_a_timer_is_skipped_and_the_timer_lives_on() throws Exception {
        Client client = client();

        await(client, "timers/free", 5);
        assertThat(client.get("timers/throttled").body()).isEqualTo("2");

        client.post("timers/reset", "");
        await(client, "timers/throttled", 4);
    }

    @Test
    void asking_by_hand_takes_permits() {
        Client client = client();

        assertThat(client.get("by-hand/acquire?permits=2").body())
                .isEqualTo("yes, 1 of 3 by by-hand");
        assertThat(client.get("by-hand/acquire?permits=2").body())
                .isEqualTo("no, 1 of 3 by by-hand");
        assertThat(client.get("by-hand/acquire-one").body()).isEqualTo("yes, 0 of 3 by by-hand");
        assertThat(client.get("by-hand/acquire-async").body()).isEqualTo("no, 0 of 3 by by-hand");
        assertThat(client.get("by-hand/acquire?permits=4").body())
                .isEqualTo("no, 0 of 3 by by-hand, never");
    }

    @Test
    void peeking_takes_nothing_and_a_reset_forgets() {
        Client client = client();

        assertThat(client.get("by-hand/peek").body()).isEqualTo("yes, 3 of 3 by by-hand");
        client.get("by-hand/acquire?permits=3");
        assertThat(client.get("by-hand/peek").body()).isEqualTo("no, 0 of 3 by by-hand");
        client.get("by-hand/reset");
        assertThat(client.get("by-hand/acquire-one").body()).isEqualTo("yes, 2 of 3 by by-hand");
    }

    @Test
    void what_cannot_be_asked_is_the_callers_mistake() {
        Client client = client();

        assertThat(client.get("by-hand/acquire-one?policy=by-hnad").body())
                .startsWith("IllegalArgumentException: There is no policy 'by-hnad'");
        assertThat(client.get("by-hand/acquire?permits=0").body())
                .startsWith("IllegalArgumentException: A call costs at least 1 permit");
    }

    private Client client() {
        return Client.of(application);
    }

    /** Waits until the number that the path shows is as large. */
    private static void await(Client client, String path, int number) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (Integer.parseInt(client.get(path).body()) < number) {
            assertThat(Instant.now()).as("%s shows %d", path, number).isBefore(deadline);
            Thread.sleep(100);
        }
    }
}
