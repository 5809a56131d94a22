package io.github.throttled;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

/** What has to be so at any time, for a release to be possible. */
class ReleaseTest {

    private static final Pattern ACTION = Pattern.compile("uses: (\\S+)");
    private static final Pattern HEADING = Pattern.compile("(?m)^## (.*)$");

    @ParameterizedTest
    @ValueSource(strings = {"url", "licenses", "developers", "scm"})
    void the_parent_has_what_maven_central_asks_for(String element) throws Exception {
        assertThat(children("../pom.xml")).contains(element);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "description"})
    void the_jar_has_a_name_and_a_description_of_its_own(String element) throws Exception {
        assertThat(children("pom.xml")).contains(element);
    }

    @Test
    void the_changelog_begins_with_what_is_unreleased() {
        assertThat(HEADING.matcher(Readme.text("CHANGELOG.md")).results())
                .extracting(heading -> heading.group(1))
                .startsWith("[Unreleased]");
    }

    @Test
    void what_continuous_integration_runs_is_the_script_that_developers_run() {
        assertThat(Readme.text(".github/workflows/ci.yml").lines())
                .anyMatch(line -> line.strip().equals("run: .ci/run"));
    }

    /** A tag can be moved to other code, a commit cannot. */
    @Test
    void every_action_of_a_workflow_is_pinned_to_a_commit() throws IOException {
        try (Stream<Path> workflows = Files.list(Path.of("../.github/workflows"))) {
            List<String> actions = workflows.flatMap(ReleaseTest::actions).toList();

            assertThat(actions)
                    .isNotEmpty()
                    .allSatisfy(action -> assertThat(action).matches("[\\w./-]+@[0-9a-f]{40}"));
        }
    }

    private static Stream<String> actions(Path workflow) {
        return ACTION.matcher(Readme.text(Path.of("..").relativize(workflow).toString()))
                .results()
                .map((MatchResult action) -> action.group(1));
    }

    /** The names of the elements right below the root of a pom. */
    private static List<String> children(String pom) throws Exception {
        Element project =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(Path.of(pom).toFile())
                        .getDocumentElement();
        return IntStream.range(0, project.getChildNodes().getLength())
                .mapToObj(project.getChildNodes()::item)
                .map(Node::getNodeName)
                .toList();
    }
}
