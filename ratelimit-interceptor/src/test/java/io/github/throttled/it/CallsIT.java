package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.URL;

/** Calls of other servers: limited by us, and within the limits that those tell. */
@ExtendWith(ArquillianExtension.class)
class CallsIT {

    @ArquillianResource URL application;

    @Deployment(testable = false)
    static WebArchive calls() {
        return Wars.calls();
    }

    @Test
    void a_rest_client_calls_no_more_often_than_its_policy_admits() {
        Client client = Client.of(application);

        assertThat(client.admitted(4, "shop/stock?isbn=limited")).isEqualTo(2);
        assertThat(client.get("warehouse/calls/limited").body()).isEqualTo("2");
        assertThat(Client.of(application).admitted(1, "shop/stock?isbn=limited")).isEqualTo(1);
    }

    @Test
    void a_rest_client_that_answers_later_is_limited_too() {
        Client client = Client.of(application);

        assertThat(client.admitted(4, "shop/later")).isEqualTo(2);
    }

    @Test
    void what_the_interface_says_can_be_overridden() {
        Client client = Client.of(application);

        assertThat(client.admitted(3, "shop/any")).isEqualTo(1);
    }

    @Test
    void the_methods_of_an_interface_share_its_limit_inherited_ones_too() {
        Client client = Client.of(application);

        assertThat(client.admitted(1, "shop/inventory")).isEqualTo(1);
        assertThat(client.admitted(1, "shop/depot")).isEqualTo(1);
        assertThat(client.admitted(2, "shop/inventory")).isEqualTo(1);
        assertThat(client.admitted(1, "shop/depot")).isZero();
    }

    @Test
    void after_a_refusal_no_client_of_the_application_asks_before_its_time() {
        Client client = Client.of(application);

        assertThat(client.get("shop/refused").body()).matches("503 3600, 429 3(600|59[0-9])");
        assertThat(client.get("warehouse/calls/refusal-3600").body()).isEqualTo("1");
    }

    @Test
    void a_patient_client_waits_for_its_time() {
        Client client = Client.of(application);

        assertThat(Long.parseLong(client.get("shop/patient").body())).isGreaterThanOrEqualTo(1000);
    }
}
