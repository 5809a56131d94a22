package io.github.throttled.internal.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Readme;
import io.github.throttled.internal.config.catalog.BeanNames;
import io.github.throttled.internal.config.catalog.PolicyCatalog;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.reader.Problems;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the operations of a document are found among those that are throttled. */
class OperationsTest {

    private static final Policy SEARCH = policy("search", "10/minute, 1k/PT0.5S");
    private static final Policy EVERYBODY = policy("everybody", "500/second");

    private final Operations operations = new Operations();

    @ParameterizedTest
    @CsvSource({
        "books, /books",
        "/books/, /books",
        "//books//{isbn}/, /books/{isbn}",
        "'/books/{ isbn : [0-9]{10,13} }/pages', /books/{isbn}/pages",
        "'{page: a|b:c}', /{page}",
        "/, /",
        "'', /"
    })
    void a_template_has_one_form(String template, String form) {
        assertThat(DocumentPath.of(template)).isEqualTo(form);
    }

    @Test
    void an_operation_is_found_below_the_base_of_its_application() {
        operations.setBases(() -> Set.of("/api"));
        operations.add("GET", "books/{isbn: [0-9]+}", () -> List.of(SEARCH));

        assertThat(operations.policies("GET", "/api/books/{isbn}")).containsExactly(SEARCH);
        assertThat(operations.policies("get", "/api/books/{isbn}")).containsExactly(SEARCH);
        assertThat(operations.policies("POST", "/api/books/{isbn}")).isEmpty();
        assertThat(operations.policies("GET", "/api/books")).isEmpty();
        assertThat(operations.policies("GET", "/apiary/books/{isbn}")).isEmpty();
    }

    @Test
    void a_document_may_leave_the_base_out() {
        operations.setBases(() -> Set.of("/api"));
        operations.add("GET", "books", () -> List.of(SEARCH));

        assertThat(operations.policies("GET", "/books")).containsExactly(SEARCH);
    }

    @Test
    void the_longest_of_several_bases_counts() {
        operations.setBases(() -> Set.of("", "/api/v2"));
        operations.add("GET", "books", () -> List.of(SEARCH));

        assertThat(operations.policies("GET", "/api/v2/books")).containsExactly(SEARCH);
        assertThat(operations.policies("GET", "/books")).containsExactly(SEARCH);
        assertThat(operations.policies("GET", "/api/books")).isEmpty();
    }

    @Test
    void what_its_path_has_to_pass_comes_first_and_nothing_comes_twice() {
        operations.setBases(() -> Set.of("/api"));
        operations.add("GET", "books", () -> List.of(SEARCH, EVERYBODY));
        operations.setByPath(
                (method, path) -> path.equals("/books") ? List.of(EVERYBODY) : List.of());

        assertThat(operations.policies("GET", "/api/books")).containsExactly(EVERYBODY, SEARCH);
    }

    @Test
    void nothing_is_known_before_it_is_told() {
        assertThat(operations.policies("GET", "/books")).isEmpty();
        assertThat(operations.rejections(List.of(SEARCH)).fields()).isEmpty();
        assertThat(operations.rejections(List.of(SEARCH)).bodies()).isEmpty();
    }

    @Test
    void policies_are_told_to_people() {
        assertThat(PolicyDescription.sentence(List.of(EVERYBODY, SEARCH, policy("uploads", "2"))))
                .isEqualTo(
                        "Too many requests. Limits: everybody (500 in 1 second), search (10 in 1"
                                + " minute, 1000 in 500 ms), uploads (2 at a time).");
    }

    @Test
    void tiers_and_long_windows_are_told_in_words() {
        assertThat(PolicyDescription.sentence(List.of(policy("tiers", "12/30d"))))
                .isEqualTo(
                        "Too many requests. Limits: tiers (12 in 30 days; gold: 9 in 1 second).");
    }

    @Test
    void a_limit_of_bytes_is_told_as_one() {
        List<Policy> files = List.of(policy("files", "1000/second"));

        assertThat(PolicyDescription.sentence(files))
                .isEqualTo("Too many requests. Limits: files (1000 bytes in 1 second).");
        assertThat(PolicyDescription.extension(files).get(0))
                .containsEntry("quota-unit", "content-bytes");
    }

    @Test
    void policies_are_told_to_programs() {
        assertThat(PolicyDescription.extension(List.of(policy("tiers", "1/second"))))
                .containsExactly(
                        Map.of(
                                "policy",
                                "tiers",
                                "strategy",
                                "fixed-window",
                                "limits",
                                List.of(Map.of("quota", 1L, "window", "PT1S")),
                                "tiers",
                                Map.of("gold", List.of(Map.of("quota", 9L, "window", "PT1S")))));
    }

    @Test
    void the_readme_shows_what_programs_are_told() {
        String told =
                PolicyDescription.extension(List.of(policy("search", "10/minute"))).toString();

        assertThat(Readme.blocks("json"))
                .contains(
                        "{\"%s\": %s}\n"
                                .formatted(
                                        PolicyDescription.EXTENSION,
                                        told.replaceAll("([a-z]+)=", "\"$1\": ")
                                                .replaceAll(": ([A-Za-z][\\w-]*)", ": \"$1\"")));
    }

    @Test
    void the_filter_of_the_application_is_the_one_that_it_would_have_without_ours() {
        assertThat(ApplicationFilter.name(config(Map.of("mp.openapi.filter", " com.acme.Own "))))
                .contains("com.acme.Own");
        assertThat(ApplicationFilter.name(config(Map.of()))).isEmpty();
        assertThat(
                        config(Map.of("mp.openapi.filter", "com.acme.Own"))
                                .getValue("mp.openapi.filter", String.class))
                .isEqualTo(OpenApiLimits.class.getName());
    }

    private static Config config(Map<String, String> application) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(
                        new PropertiesConfigSource(application, "application", 900),
                        new FilterSource())
                .build();
    }

    private static Policy policy(String name, String limit) {
        String prefix = "throttled.policy." + name + '.';
        Map<String, String> settings =
                switch (name) {
                    case "tiers" -> Map.of(prefix + "tier.gold.limit", "9/second");
                    case "files" -> Map.of(prefix + "quota-unit", "content-bytes");
                    case "uploads" -> Map.of(prefix + "strategy", "concurrent");
                    default -> Map.of();
                };
        Config config =
                new SmallRyeConfigBuilder()
                        .withSources(
                                new PropertiesConfigSource(settings, "settings", 100),
                                new PropertiesConfigSource(
                                        Map.of(prefix + "limit", limit), "limit", 100))
                        .build();
        Problems problems = new Problems();
        PolicyCatalog catalog =
                PolicyCatalog.read(config, new BeanNames(Set.of(), Set.of()), problems);
        assertThat(problems.isEmpty()).isTrue();
        return catalog.find(name).orElseThrow();
    }
}
