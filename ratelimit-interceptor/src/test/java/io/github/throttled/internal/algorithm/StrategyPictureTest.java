package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The picture and the table of the page on strategies show what the algorithms really do. */
class StrategyPictureTest {

    private static final Path PICTURE = Path.of("docs/images/strategies.svg");
    private static final Path PAGE = Path.of("docs/strategies.md");

    @Test
    void the_stored_picture_shows_what_the_algorithms_decide() throws IOException {
        String drawn = StrategyPicture.of(StrategyRun.all());
        if ("write".equals(System.getProperty("pictures"))) {
            Files.createDirectories(PICTURE.getParent());
            Files.writeString(PICTURE, drawn);
        }

        assertThat(Files.readString(PICTURE))
                .as(
                        "%s. If the change is meant, draw it anew with -Dpictures=write and look"
                                + " at it",
                        PICTURE)
                .isEqualTo(drawn);
    }

    @ParameterizedTest
    @MethodSource("all")
    void the_page_has_the_figures_of_every_run(StrategyRun run) throws IOException {
        String name =
                "`%s`".formatted(run.strategy())
                        + (run.settings().isEmpty() ? "" : ", " + settings(run));
        String row =
                "| %s | %d | %s |"
                        .formatted(
                                name,
                                run.mostInAWindow(),
                                run.admittedEachMinute().stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(", ")));

        assertThat(Files.readString(PAGE).lines()).contains(row);
    }

    /** {@code limit=2, calls of 6 s} with the key and its value as code. */
    private static String settings(StrategyRun run) {
        return run.settings().replaceFirst("^([a-z]+=[0-9]+)", "`$1`");
    }

    static List<StrategyRun> all() {
        return StrategyRun.all();
    }
}
