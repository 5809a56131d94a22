package io.github.throttled;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the corpus of the fuzzer: inputs written by hand, and inputs with which the fuzzer reached
 * something new. {@code mvn -Pfuzz test -pl ratelimit-interceptor} begins with them.
 */
class ParserCorpusTest {

    private static final Path CORPUS =
            Path.of(
                    "src/test/resources/io/github/throttled",
                    "ParsersFuzzInputs/every_text_is_read_or_rejected");

    @TestFactory
    Stream<DynamicTest> every_input_is_read_or_rejected() throws IOException {
        return corpus().stream()
                .map(
                        file ->
                                DynamicTest.dynamicTest(
                                        file.getFileName().toString(),
                                        () -> ParserInputs.read(Files.readAllBytes(file))));
    }

    @Test
    void the_corpus_reaches_every_parser() throws IOException {
        String parsers =
                corpus().stream()
                        .map(ParserCorpusTest::firstCharacter)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining());

        assertThat(parsers).contains("b", "e", "f", "i", "p", "r").hasSizeGreaterThan(20);
    }

    private static String firstCharacter(Path file) {
        try {
            return new String(Files.readAllBytes(file), 0, 1, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> corpus() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.sorted().toList();
        }
    }
}
