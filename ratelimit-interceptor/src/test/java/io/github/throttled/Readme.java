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

/** What the README and the pages of the manual say, for tests that hold them to that. */
public final class Readme {

    /** Where the manual is. */
    public static final String MANUAL = "ratelimit-interceptor/docs/";

    private static final Path ROOT = Path.of("..");
    private static final String FRONT_PAGE = "README.md";
    private static final Pattern BETWEEN_CELLS = Pattern.compile("(?<!\\\\)\\|");

    private Readme() {}

    /** The README and all pages of the manual, as paths in the repository. */
    public static List<String> pages() {
        return Stream.concat(Stream.of(FRONT_PAGE), files(MANUAL, ".md").stream()).toList();
    }

    /** The fenced blocks of a language on all pages, in order, without their fences. */
    public static List<String> blocks(String language) {
        return pages().stream().flatMap(page -> blocks(page, language).stream()).toList();
    }

    /** Those on one page. */
    public static List<String> blocks(String page, String language) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        for (String line : text(page).split("\n")) {
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

    /** The rows of the page's table with this heading in its first column, below the heading. */
    public static List<List<String>> table(String page, String heading) {
        return text(MANUAL + page)
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
        return files(directory, ".java").stream().map(Readme::text).toList();
    }

    /** The paths of all files below a directory of the repository whose name ends so, in order. */
    public static List<String> files(String directory, String end) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
            return files.map(file -> ROOT.relativize(file).toString())
                    .filter(file -> file.endsWith(end))
                    .sorted()
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
