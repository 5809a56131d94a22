package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.live.Api;
import io.github.throttled.it.live.ChangingSource;

import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.URL;
import java.time.Duration;
import java.time.Instant;

/** A limit that changes while the application runs. */
@ExtendWith(ArquillianExtension.class)
class LiveChangeIT {

    @ArquillianResource URL application;

    @Deployment(testable = false)
    static WebArchive live() {
        return Wars.of(
                        Api.class.getPackage(),
                        "throttled.refresh=200ms",
                        "throttled.policy.live.key=header:X-Test")
                .addAsServiceProvider(ConfigSource.class, ChangingSource.class);
    }

    @Test
    void a_raised_limit_is_in_force_soon_and_keeps_what_was_consumed() throws Exception {
        Client client = Client.of(application);
        assertThat(client.admitted(3, "live")).isEqualTo(2);

        client.post("limit?is=5/day", "");

        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (client.get("live").statusCode() == 429) {
            assertThat(Instant.now()).as("the raised limit is in force").isBefore(deadline);
            Thread.sleep(50);
        }
        assertThat(client.admitted(5, "live")).isEqualTo(2);
    }
}
