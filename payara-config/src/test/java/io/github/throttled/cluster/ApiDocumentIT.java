package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openapi4j.parser.OpenApi3Parser;
import org.openapi4j.parser.model.v3.OpenApi3;
import org.openapi4j.parser.model.v3.Operation;
import org.openapi4j.parser.model.v3.Response;
import org.openapi4j.parser.validation.v3.OpenApi3Validator;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The OpenAPI document that the server makes of the bookshop. */
@ExtendWith(ClusterExtension.class)
class ApiDocumentIT {

    /** Which policies each operation has to pass. */
    private static final Map<String, String> POLICIES =
            Map.of(
                    "GET /api/books", "BookResource.list",
                    "GET /api/books/{id}", "",
                    "POST /api/books/{id}/cover", "uploads",
                    "GET /api/books/search", "search",
                    "GET /api/demo", "demo",
                    "POST /api/login", "login-per-ip",
                    "GET /api/reports/sales", "",
                    "GET /api/ready", "",
                    "GET /api/ready/safe", "");

    @Test
    void it_is_valid_and_tells_of_each_limit(Cluster cluster) throws Exception {
        OpenApi3 document = document(cluster.nodes().get(0));

        assertThatCode(() -> OpenApi3Validator.instance().validate(document))
                .doesNotThrowAnyException();
        assertThat(policies(document)).isEqualTo(new TreeMap<>(POLICIES));
    }

    @Test
    void it_tells_the_fields_as_a_client_gets_them(Cluster cluster) throws Exception {
        Node node = cluster.nodes().get(0);
        Response refusal =
                document(node).getPath("/api/demo").getOperation("get").getResponse("429");
        HttpResponse<Void> answer = Shop.get(node.uri("/api/demo"), BodyHandlers.discarding());

        assertThat(refusal.getHeaders())
                .containsOnlyKeys("Retry-After", "RateLimit-Policy", "RateLimit");
        assertThat(answer.headers().firstValue("RateLimit-Policy"))
                .contains(refusal.getHeader("RateLimit-Policy").getExample().toString());
        assertThat(refusal.getContentMediaTypes())
                .containsOnlyKeys("application/problem+json", "text/plain", "text/html");
    }

    /** Whose limits the 429 of each operation names; nothing if it has none. */
    private static Map<String, String> policies(OpenApi3 document) {
        Map<String, String> policies = new TreeMap<>();
        document.getPaths()
                .forEach(
                        (path, item) ->
                                item.getOperations()
                                        .forEach(
                                                (method, operation) ->
                                                        policies.put(
                                                                method.toUpperCase() + ' ' + path,
                                                                policies(operation))));
        return policies;
    }

    private static String policies(Operation operation) {
        Response refusal = operation.getResponse("429");
        return refusal == null
                ? ""
                : refusal.getDescription()
                        .replaceAll("^Too many requests\\. Limits: (.*)\\.$", "$1")
                        .replaceAll(" \\([^)]*\\)", "");
    }

    private static OpenApi3 document(Node node) throws Exception {
        String json = Shop.get(node.uri("/openapi?format=JSON"), BodyHandlers.ofString()).body();
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = (ObjectNode) mapper.readTree(json);
        // Payara's own, and no part of the specification.
        root.remove("endpoints");
        return new OpenApi3Parser().parse(written(mapper.writeValueAsString(root)).toFile(), false);
    }

    private static Path written(String json) throws IOException {
        return Files.writeString(
                Files.createTempFile(Path.of("target"), "openapi-", ".json"), json);
    }
}
