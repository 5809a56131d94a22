package io.github.throttled.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The document of the API tells of the API that there is. */
class ApiDescriptionTest {

    private final JsonObject document =
            Json.createReader(ConsoleServlet.class.getResourceAsStream("openapi.json"))
                    .readObject();

    @Test
    void it_has_each_operation_and_no_other() {
        ConsoleApi api = new ConsoleApi(null);
        Map<String, Set<String>> routes = new TreeMap<>();
        api.paths().forEach(path -> routes.put(path, new TreeSet<>(api.methods(path))));
        routes.put("/openapi.json", Set.of("GET"));

        assertThat(operations()).isEqualTo(routes);
    }

    @Test
    void what_changes_anything_says_that_it_needs_the_field() {
        document.getJsonObject("paths")
                .forEach(
                        (path, item) ->
                                item.asJsonObject()
                                        .forEach(
                                                (method, operation) ->
                                                        assertThat(
                                                                        operation
                                                                                .toString()
                                                                                .contains(
                                                                                        ConsoleAccess
                                                                                                .FIELD))
                                                                .as(method + " " + path)
                                                                .isEqualTo(!method.equals("get"))));
    }

    @Test
    void it_refers_to_nothing_that_is_not_there() {
        Set<String> known = document.getJsonObject("components").getJsonObject("schemas").keySet();

        Set<String> used =
                Pattern.compile("\"#/components/schemas/([A-Za-z]+)\"")
                        .matcher(document.toString())
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet());

        assertThat(used).isEqualTo(known);
    }

    private Map<String, Set<String>> operations() {
        return document.getJsonObject("paths").entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                path -> methods(path.getValue()),
                                (a, b) -> a,
                                TreeMap::new));
    }

    private static Set<String> methods(JsonValue item) {
        return item.asJsonObject().keySet().stream()
                .map(method -> method.toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
