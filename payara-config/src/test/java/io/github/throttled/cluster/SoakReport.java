package io.github.throttled.cluster;

import io.github.throttled.load.ConstantRate.Answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a long run has shown, in Markdown. */
final class SoakReport {

    private final double capacity;
    private final double rate;
    private final SoakBook book;
    private final Visits visits;
    private final List<SoakSample> samples;

    /**
     * The report of a run, or of what there is of it.
     *
     * @param capacity requests a second that the nodes answer at most
     * @param rate requests a second that were sent
     */
    SoakReport(
            double capacity, double rate, SoakBook book, Visits visits, List<SoakSample> samples) {
        this.capacity = capacity;
        this.rate = rate;
        this.book = book;
        this.visits = visits;
        this.samples = samples;
    }

    String text() {
        List<String> lines = new ArrayList<>(List.of("# Soak", "", summary(), "", visits(), ""));
        if (samples.size() >= Flatness.LEAST_SAMPLES) {
            lines.add("| what | node | second quarter | last quarter | allowed | verdict |");
            lines.add("| --- | --- | --- | --- | --- | --- |");
            Flatness.of(samples).forEach(verdict -> lines.add(verdict.row()));
            lines.add("");
        }
        lines.add(
                "| minute | admitted | rejected | failed | p50 | p99 | longest | heap of each node, MB | threads | handles |");
        lines.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        samples.forEach(sample -> lines.add(row(sample)));
        return String.join("\n", lines) + "\n";
    }

    private String summary() {
        Answers all = Answers.none();
        for (SoakSample sample : samples) {
            all = all.and(sample.answers());
        }
        return String.format(
                Locale.ROOT,
                "%d nodes got %.0f requests a second for %.0f minutes, half of the %.0f that they"
                        + " answer at most: %d admitted, %d rejected, %d failed. p50 %.1f ms, p99"
                        + " %.1f ms, longest %.0f ms.",
                Cluster.SIZE,
                rate,
                samples.isEmpty() ? 0 : samples.get(samples.size() - 1).minute(),
                capacity,
                all.admitted(),
                all.rejected(),
                all.failed(),
                all.millis(50),
                all.millis(99),
                all.millis(100));
    }

    /** After a run that ended early, this counts visits that never came. */
    private String visits() {
        return String.format(
                "%d visits sent %d requests each, for a quota of %d. %d had a key that was new, the"
                        + " others one of %d known keys. The most that one was admitted is %d; %d were"
                        + " admitted less than the quota.",
                visits.count(),
                Visits.REQUESTS,
                SoakBook.QUOTA,
                visits.newcomers(),
                book.keys(),
                visits.most(),
                visits.under());
    }

    private static String row(SoakSample sample) {
        return String.format(
                Locale.ROOT,
                "| %.2f | %d | %d | %d | %.1f ms | %.1f ms | %.0f ms | %s | %s | %s |",
                sample.minute(),
                sample.answers().admitted(),
                sample.answers().rejected(),
                sample.answers().failed(),
                sample.answers().millis(50),
                sample.answers().millis(99),
                sample.answers().millis(100),
                sample.each(NodeResource.HEAP, ", "),
                sample.each(NodeResource.THREADS, ", "),
                sample.each(NodeResource.HANDLES, ", "));
    }
}
