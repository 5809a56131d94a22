package io.github.throttled;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the README says, for tests that hold it to that. */
public final class Readme {

    private static final Path ROOT = Path.of("..");
    private static final Pattern BETWEEN_CELLS = Pattern.compile("(?<!\\\\)\\|");

    private Readme() {}

    /** The fenced blocks of a language, in order, without their fences. */
    public static List<String> blocks(String language) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        for (String line : text("README.md").split("\n")) {
            if (block != null && line.equals("```")) {
                blocks.add(block.toString());
                block = null;
            } else if (block != null) {
                block.append(line).append('\n');
            } else if (line.equals("```" + language)) {
                block = new StringBuilder();
            }
        }
        return blocks;
    }

    /** The rows of the table with this heading in its first column, below the heading. */
    public static List<List<String>> table(String heading) {
        return text("README.md")
                .lines()
                .dropWhile(line -> !line.startsWith("| " + heading + " |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(Readme::cells)
                .toList();
    }

    /** A file of the repository. */
    public static String text(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All Java sources below a directory of the repository. */
    public static List<String> sources(String directory) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> text(ROOT.relativize(file).toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(String row) {
        return Arrays.stream(BETWEEN_CELLS.split(row))
                .skip(1)
                .map(cell -> cell.strip().replace("\\|", "|"))
                .toList();
    }
}
