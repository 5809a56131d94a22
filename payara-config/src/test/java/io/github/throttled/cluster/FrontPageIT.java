package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The page that a browser shows of the bookshop. */
@ExtendWith(ClusterExtension.class)
class FrontPageIT {

    private static final Pattern ENDPOINT = Pattern.compile("data-path=\"([^\"]+)\"");
    private static final Pattern LOADED =
            Pattern.compile("(?<!<a )(?:src|href)=\"(?!data:)|@import|url\\(");

    @Test
    void every_node_serves_it_and_what_it_offers_is_there(Cluster cluster)
            throws IOException, InterruptedException {
        for (Node node : cluster.nodes()) {
            HttpResponse<String> page = Shop.get(node.uri("/"), BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);

            List<String> endpoints =
                    ENDPOINT.matcher(page.body()).results().map(found -> found.group(1)).toList();
            assertThat(endpoints).contains("api/demo", "api/login");
            for (String endpoint : endpoints) {
                int status =
                        Shop.get(node.uri("/" + endpoint), BodyHandlers.discarding()).statusCode();
                assertThat(status).as(endpoint).isNotEqualTo(404).isLessThan(500);
            }
        }
    }

    @Test
    void it_loads_nothing_else(Cluster cluster) throws IOException, InterruptedException {
        Node node = cluster.nodes().get(0);
        String page = Shop.get(node.uri("/"), BodyHandlers.ofString()).body();

        assertThat(LOADED.matcher(page).results().map(MatchResult::group)).isEmpty();
    }

    @Test
    void nothing_is_warned_of_when_it_starts(Cluster cluster) throws IOException {
        for (Node node : cluster.nodes()) {
            assertThat(node.logOfStart())
                    .contains("Throttled has read")
                    .doesNotContain("WARNING io.github.throttled", "SEVERE io.github.throttled");
        }
    }
}
