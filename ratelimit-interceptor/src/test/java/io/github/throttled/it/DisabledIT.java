package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.beans.Api;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URL;

/** {@code throttled.enabled=false}. */
@ExtendWith(ArquillianExtension.class)
class DisabledIT {

    @ArquillianResource URL application;

    @Deployment(testable = false)
    static WebArchive beans() {
        return Wars.of(
                Api.class.getPackage(),
                "throttled.enabled=false",
                "throttled.policy.by-hand.limit=3/day");
    }

    @ParameterizedTest
    @ValueSource(strings = {"method", "class-one", "stateless", "asynchronous"})
    void nothing_is_rejected(String bean) {
        assertThat(Client.of(application).admitted(5, "call/" + bean)).isEqualTo(5);
    }

    @Test
    void asking_by_hand_takes_nothing() {
        Client client = Client.of(application);
        client.admitted(5, "by-hand/acquire");

        assertThat(client.get("by-hand/acquire?permits=3").body())
                .isEqualTo("yes, 0 of 3 by by-hand");
        assertThat(client.get("by-hand/peek").body()).isEqualTo("yes, 3 of 3 by by-hand");
    }
}
