package io.github.throttled.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What bursts of requests have shown, in Markdown: a row for each. */
final class StormReport {

    private final List<String> lines = new ArrayList<>();
    private int bursts;

    /**
     * An empty one.
     *
     * @param busy how many busy loops ran beside the nodes
     */
    StormReport(int busy) {
        lines.add(
                "Bursts of %d requests by %d clients, %d an hour and key, beside %d busy loops."
                        .formatted(Burst.REQUESTS, Burst.CLIENTS, StormBook.QUOTA, busy));
        lines.add("");
        lines.add(
                "| burst | while | on-store-failure | least admitted | most admitted | rejected without the grid | errors | longest |");
        lines.add("| --- | --- | --- | --- | --- | --- | --- | --- |");
    }

    /** Adds a row, and prints it. */
    void add(String happening, StormBook book, Burst.Result result) {
        String row =
                "| %d | %s | %s | %d | %d | %d | %d | %d ms |"
                        .formatted(
                                ++bursts,
                                happening,
                                book.name().toLowerCase(),
                                result.least(),
                                result.most(),
                                result.withoutTheGrid(),
                                result.errors().size(),
                                result.longestMillis());
        System.out.println(row);
        lines.add(row);
    }

    /** Adds what else there is to say. */
    void note(String text) {
        System.out.println(text);
        lines.add("");
        lines.add(text);
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }
}
