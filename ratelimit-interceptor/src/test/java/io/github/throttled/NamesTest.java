package io.github.throttled;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Classes have the names of the field, and are short enough to be read at once. */
@AnalyzeClasses(
        packages = "io.github.throttled",
        importOptions = ImportOption.DoNotIncludeTests.class)
class NamesTest {

    private static final int MOST_LINES = 400;

    /** What our classes were called when only their authors understood the names. */
    private static final Set<String> FORMER =
            Set.of(
                    ("Answer Beans Board Boards Books Call Check Chore Debris Denial Discovered"
                                    + " Enforced Excerpt Fit Gate HeldRequest Hindrance LegibleCounters"
                                    + " LetIn MethodGates OneForAll Outlook OwnAnswers PaidCall Parts"
                                    + " Passage Patience Penalty Place Present Price Purse Recent Refusal"
                                    + " EarlyDoor EarlyRefusal RequestPassage Reunion Room RoomService"
                                    + " RoomyCounters Round RouteGates Said ServerWord ServersOwn"
                                    + " Settlement Signals Standing Stock Stranger Tally Tenure Terms"
                                    + " Throttling Tier Timer Turn TurnFilter TurnOfStage Turns Turnstile"
                                    + " Watch Witness Word Worker Worth")
                            .split(" "));

    @ArchTest
    static void no_class_has_a_former_name(JavaClasses classes) {
        Set<String> names =
                classes.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());
        assertThat(names).doesNotContainAnyElementsOf(FORMER);
    }

    @ArchTest
    static void no_file_is_longer_than_400_lines(JavaClasses classes) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(
                            file ->
                                    assertThat(Files.readAllLines(file))
                                            .hasSizeLessThanOrEqualTo(MOST_LINES));
        }
    }
}
