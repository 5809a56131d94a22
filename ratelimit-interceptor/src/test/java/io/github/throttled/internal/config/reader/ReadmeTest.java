package io.github.throttled.internal.config.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Readme;
import io.github.throttled.Strategy;
import io.github.throttled.internal.config.catalog.BeanNames;
import io.github.throttled.internal.config.model.Configured;
import io.github.throttled.internal.config.model.KeyExpression;
import io.github.throttled.internal.config.model.KeySource;
import io.github.throttled.internal.config.model.LimitSyntax;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The README and the manual show nothing that is not so. */
class ReadmeTest {

    private static final Pattern NAMED = Pattern.compile("@Named\\(\"([^\"]+)\"\\)");

    private static final Pattern INLINE_LIMIT = Pattern.compile("`([0-9]+[km]?(?:/| per )[^`]+)`");

    /**
     * A block is read alone, or with those before it on its page: later ones override earlier ones.
     */
    @ParameterizedTest
    @MethodSource("io.github.throttled.Readme#pages")
    void properties_are_understood(String page) throws IOException {
        BeanNames beans = beansOf(page);
        Map<String, String> soFar = new LinkedHashMap<>();
        for (String block : Readme.blocks(page, "properties")) {
            Map<String, String> alone = properties(block);
            soFar.putAll(alone);
            if (!complaints(beans, alone).isEmpty()) {
                assertThat(complaints(beans, soFar)).as(block).isEmpty();
            }
        }
    }

    private static String complaints(BeanNames beans, Map<String, String> properties) {
        return Configured.by(beans, properties).complaints();
    }

    private static Map<String, String> properties(String block) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(block));
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, properties::getProperty));
    }

    /** Those that the page's Java names, and those of applications that are tested. */
    private static BeanNames beansOf(String page) {
        Set<String> names =
                Stream.concat(
                                Stream.of("rendering", "tenant"),
                                Readme.blocks(page, "java").stream()
                                        .flatMap(block -> NAMED.matcher(block).results())
                                        .map(bean -> bean.group(1)))
                        .collect(Collectors.toSet());
        return new BeanNames(names, names);
    }

    @Test
    void limits_in_the_text_are_understood() {
        assertThat(
                        Readme.pages().stream()
                                .flatMap(page -> INLINE_LIMIT.matcher(Readme.text(page)).results())
                                .map(limit -> limit.group(1)))
                .contains("10 per 15 minutes", "20k/hour")
                .allSatisfy(LimitSyntax::parse);
    }

    @Test
    void an_override_names_a_method_of_the_example() {
        String settings =
                Readme.text(
                        "example-war/src/main/resources/META-INF/microprofile-config.properties");

        assertThat(Readme.blocks("properties").stream().flatMap(String::lines))
                .anyMatch(
                        line -> line.contains("/list/Throttled/limit=") && settings.contains(line));
    }

    @Test
    void configuration_errors_look_like_the_one_shown() {
        Configured wrong =
                Configured.by(
                        "throttled.policy.search.limit=10/minute",
                        "throttled.policy.search.kye=ip",
                        "throttled.policy.login-per-ip.limit=5/minute",
                        "throttled.policy.login-per-ip.strategy=slidng-window");

        assertThat(Readme.blocks("text")).contains(wrong.problems().message() + "\n");
    }

    @Test
    void the_table_has_every_key_with_its_default() {
        List<List<String>> rows = Readme.table("configuration.md", "key");

        assertThat(rows.stream().map(row -> unquoted(row.get(0))))
                .containsExactlyElementsOf(
                        ConfigKeys.all().stream()
                                .map(key -> ConfigKey.ROOT + key.pattern())
                                .toList());
        for (ConfigKey<?> key : ConfigKeys.all()) {
            String shown = rows.get(ConfigKeys.all().indexOf(key)).get(1);
            if (key.fallback().isEmpty()) {
                assertThat(shown).as(key.pattern()).doesNotContain("`");
            } else {
                assertThat(shown).as(key.pattern()).isEqualTo("`" + key.fallback() + "`");
            }
        }
    }

    @Test
    void the_table_has_every_strategy() {
        assertThat(
                        Readme.table("configuration.md", "strategy").stream()
                                .map(row -> unquoted(row.get(0))))
                .containsExactlyElementsOf(
                        Arrays.stream(Strategy.values()).map(Strategy::configName).toList());
    }

    @Test
    void the_table_has_every_key_source() {
        assertThat(
                        Readme.table("keys.md", "key source").stream()
                                .map(row -> row.get(0))
                                .filter(cell -> cell.startsWith("`"))
                                .flatMap(cell -> Stream.of(unquoted(cell).split(", ")))
                                .map(source -> KeyExpression.parse(source).sources().toList()))
                .extracting(sources -> sources.get(0).getClass().getSimpleName())
                .doesNotContain(KeySource.Resolver.class.getSimpleName())
                .doesNotHaveDuplicates()
                .hasSize(KeySource.class.getPermittedSubclasses().length - 1);
    }

    @Test
    void the_dependency_is_ours() {
        String pom = Readme.text("ratelimit-interceptor/pom.xml");

        assertThat(Readme.blocks(Readme.MANUAL + "getting-started.md", "xml"))
                .first()
                .satisfies(
                        dependency ->
                                assertThat(List.of("groupId", "artifactId", "version"))
                                        .allSatisfy(
                                                tag ->
                                                        assertThat(pom)
                                                                .contains(
                                                                        element(dependency, tag))));
    }

    @Test
    void the_table_of_servers_has_the_versions_that_are_tested() {
        String pom = Readme.text("pom.xml");

        assertThat(Readme.table("servers.md", "server").stream().map(row -> row.get(1)))
                .containsExactlyElementsOf(
                        Stream.of("payara.version", "payara7.version", "tomcat.version")
                                .map(tag -> element(pom, tag).replaceAll("<[^>]*>", ""))
                                .toList());
        assertThat(Readme.text(".ci/run")).contains("-Ppayara7 verify");
    }

    @Test
    void commands_exist() {
        List<String> commands = Readme.blocks("sh");
        String runner =
                Readme.text("payara-config/cluster.sh")
                        + Readme.text("payara-config/node.options")
                        + Readme.text(
                                "ratelimit-interceptor/src/test/java/io/github/throttled/it/ToldIT.java");

        assertThat(Readme.blocks("README.md", "sh"))
                .containsExactly("payara-config/cluster.sh demo\n", "mvn verify\n");
        assertThat(runner).contains("demo()");
        assertThat(Readme.text(".ci/run")).containsPattern("mvn .*verify");
        assertThat(commands.stream().flatMap(ReadmeTest::options))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(runner).contains(option));
    }

    private static String unquoted(String code) {
        return code.replace("`", "");
    }

    private static String element(String xml, String tag) {
        Matcher element = Pattern.compile("<%1$s>.*?</%1$s>".formatted(tag)).matcher(xml);
        assertThat(element.find()).as(tag).isTrue();
        return element.group();
    }

    private static Stream<String> options(String command) {
        return Pattern.compile("--[a-z]+").matcher(command).results().map(MatchResult::group);
    }
}
