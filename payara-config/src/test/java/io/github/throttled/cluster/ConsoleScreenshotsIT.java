package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Takes the pictures of the console that the README and the manual show, with the load of some
 * minutes. Run it with {@code -Dscreenshots=../ratelimit-interceptor/docs/images}, the directory to
 * write to.
 */
@EnabledIfSystemProperty(named = "screenshots", matches = ".+")
class ConsoleScreenshotsIT {

    /** As long as the charts go back, and a bit. */
    private static final Duration LOAD = Duration.ofSeconds(310);

    private static final int LARGEST_BYTES = 250_000;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void of_all_policies_and_of_one_light_and_dark() throws IOException, InterruptedException {
        try (Browser browser = Browser.start();
                Cluster cluster = Cluster.asShipped("screenshots", Crowd.CONFIG)) {
            cluster.repair();
            List<Node> nodes = cluster.nodes();
            Crowd crowd = Crowd.start(nodes);
            try {
                awaitLoad(nodes.get(1));
                takeAll(browser, nodes.get(0));
            } finally {
                crowd.close();
            }
        }
    }

    private static void takeAll(Browser browser, Node node)
            throws IOException, InterruptedException {
        for (String scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            browser.resize(1440, 940, 1);
            ConsolePage.open(browser, node, "").order("most calls first");
            take(browser, "policies-" + scheme);
            browser.resize(1440, 1080, 1);
            ConsolePage.ofPolicy(browser, node, "search");
            take(browser, "policy-" + scheme);
        }
    }

    /** In the middle of it, a limit is changed. */
    private static void awaitLoad(Node node) throws IOException, InterruptedException {
        Instant start = Instant.now();
        awaitTime(start.plus(LOAD.dividedBy(2)));
        String body =
                "{\"key\": \"throttled.policy.search.limit\", \"value\": \"15/minute, 200/hour\"}";
        HttpRequest.Builder change =
                HttpRequest.newBuilder(node.uri("/throttled/api/overrides"))
                        .header("Authorization", Login.OLIVIA.authorization())
                        .header("X-Throttled-Console", "1")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body));
        assertThat(Shop.send(change).statusCode()).isEqualTo(200);
        awaitTime(start.plus(LOAD));
    }

    private static void awaitTime(Instant time) throws InterruptedException {
        Browser.await("enough to see in the charts", LOAD, () -> Instant.now().isAfter(time));
    }

    private static void take(Browser browser, String name)
            throws IOException, InterruptedException {
        String isDrawn = "!!document.querySelector('section:not([hidden]) .edge[d]')";
        Browser.await("the charts", () -> browser.value(isDrawn) == Boolean.TRUE);
        byte[] picture = browser.screenshot();
        assertThat(picture.length).as("bytes of %s", name).isLessThan(LARGEST_BYTES);
        Path directory = Path.of(System.getProperty("screenshots"));
        Files.write(
                Files.createDirectories(directory).resolve("console-" + name + ".png"), picture);
    }
}
