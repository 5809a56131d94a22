package io.github.throttled.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What attackers tried and what came of it, in Markdown: a row for each attack. */
final class AbuseReport {

    private final List<String> lines = new ArrayList<>();

    AbuseReport() {
        lines.add(
                "| attack | attempts | passed | may pass | verdict | a decent client meanwhile: requests | not served | median | p99 |");
        lines.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    }

    /**
     * Adds a row.
     *
     * @param passed how many attempts had what they wanted
     * @param mayPass how many of them may have it
     */
    void add(
            String attack,
            long attempts,
            long passed,
            long mayPass,
            Bystander.Experience bystander) {
        lines.add(
                String.format(
                        Locale.ROOT,
                        "| %s | %d | %d | %d | %s | %d | %d | %.1f ms | %.1f ms |",
                        attack,
                        attempts,
                        passed,
                        mayPass,
                        passed <= mayPass ? "held" : "**broken**",
                        bystander.micros().size(),
                        bystander.surprises().size(),
                        bystander.medianMillis(),
                        bystander.p99Millis()));
    }

    /** Prints all of it, and writes it to a file. */
    void write(Path file) throws IOException {
        lines.forEach(System.out::println);
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }
}
