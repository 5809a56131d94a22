package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bookshop lets its customers search more than strangers. */
@ExtendWith(ClusterExtension.class)
class TierIT {

    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    @Test
    void a_customer_may_search_more_than_a_stranger(Cluster cluster)
            throws IOException, InterruptedException {
        Node node = cluster.nodes().get(0);

        // What strangers may do is set by the tests.
        assertThat(quotasOfSearch(search(node))).isNotEmpty().doesNotContain(60L, 1000L);
        assertThat(quotasOfSearch(search(node).header("Authorization", "Bearer " + token(node))))
                .containsExactly(60L, 1000L);
    }

    private static HttpRequest.Builder search(Node node) {
        return HttpRequest.newBuilder(node.uri("/api/books/search?q=owl"));
    }

    private static List<Long> quotasOfSearch(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> response = Shop.send(request);
        assertThat(response.statusCode()).isEqualTo(200);
        return Answer.of(response).quotas();
    }

    private static String token(Node node) throws IOException, InterruptedException {
        HttpResponse<String> session =
                Shop.send(
                        HttpRequest.newBuilder(node.uri("/api/login"))
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"user\":\"dorian\",\"password\":\"portrait\"}")));
        Matcher token = TOKEN.matcher(session.body());
        assertThat(token.find()).as(session.body()).isTrue();
        return token.group(1);
    }
}
