package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.NodeScript;
import io.github.throttled.Strategy;
import io.github.throttled.it.retry.Api;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Clients that we did not write, and that retry what is refused. The waiting here is theirs. */
@ExtendWith(ArquillianExtension.class)
class RetryIT {

    private static final List<String> STRATEGIES =
            Arrays.stream(Strategy.values()).map(Strategy::configName).toList();

    @ArquillianResource URL application;

    @Deployment(testable = false)
    static WebArchive retry() {
        return Wars.of(
                Api.class.getPackage(),
                STRATEGIES.stream().flatMap(RetryIT::settings).toArray(String[]::new));
    }

    private static Stream<String> settings(String strategy) {
        String limit = strategy.equals("concurrent") ? "1" : "2/3s";
        return Stream.of(
                "throttled.policy." + strategy + ".strategy=" + strategy,
                "throttled.policy." + strategy + ".limit=" + limit,
                "throttled.policy." + strategy + ".key=header:X-Test",
                "throttled.route." + strategy + ".path=/" + strategy,
                "throttled.route." + strategy + ".policy=" + strategy);
    }

    @Test
    void they_get_through_with_their_first_retry_whatever_the_strategy() throws Exception {
        String base = "http://127.0.0.1:" + application.getPort() + application.getPath() + "api/";
        String[] arguments =
                Stream.concat(Stream.of(base), STRATEGIES.stream()).toArray(String[]::new);

        assertThat(NodeScript.run("retry.mjs", "", arguments))
                .isEqualToIgnoringWhitespace(3 * STRATEGIES.size() + " met");
    }
}
