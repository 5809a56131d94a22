package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** An operator who uses the console's API on one node. */
record Operator(Node node) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the node says there. */
    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> found = Shop.send(request(path).GET());
        assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
        return JSON.readTree(found.body());
    }

    /** The keys that have another value now than what is configured. */
    List<String> overrides() throws IOException, InterruptedException {
        return get("overrides").get("overrides").findValuesAsText("key");
    }

    /** Sets a value on all nodes. */
    void override(String key, String value) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of("key", key, "value", value));
        change(request("overrides").PUT(BodyPublishers.ofString(body)), 200);
    }

    /** Takes it back. */
    void undo(String key) throws IOException, InterruptedException {
        change(request("overrides?key=" + key).DELETE(), 204);
    }

    /** Bans a key for an hour. */
    void ban(String policy, String key) throws IOException, InterruptedException {
        onKey("ban", Map.of("policy", policy, "key", key, "for", "1h"), 200);
    }

    /** Lets it call again. */
    void unban(String policy, String key) throws IOException, InterruptedException {
        onKey("unban", Map.of("policy", policy, "key", key), 204);
    }

    private void onKey(String action, Map<String, String> body, int status)
            throws IOException, InterruptedException {
        String json = JSON.writeValueAsString(body);
        change(request("key/" + action).POST(BodyPublishers.ofString(json)), status);
    }

    private static void change(HttpRequest.Builder request, int status)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = Shop.send(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(node.uri("/throttled/api/" + path))
                .header("Authorization", Login.OLIVIA.authorization())
                .header("X-Throttled-Console", "1");
    }
}
