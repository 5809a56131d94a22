package io.github.throttled.it;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A scrape in the text format of Prometheus. */
record Prometheus(String text) {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)(?:\\{(.*)\\})? (\\S+)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private record Sample(String name, Map<String, String> labels, double value) {}

    /**
     * The one sample of a name that has these labels.
     *
     * @param labels names and values in turn
     */
    double value(String name, String... labels) {
        List<Sample> found =
                samples().stream()
                        .filter(sample -> sample.name().equals(name))
                        .filter(sample -> has(sample, labels))
                        .toList();
        if (found.size() != 1) {
            throw new AssertionError(name + List.of(labels) + " is " + found + " in " + text);
        }
        return found.get(0).value();
    }

    private List<Sample> samples() {
        return SAMPLE.matcher(text).results().map(Prometheus::sample).toList();
    }

    private static Sample sample(MatchResult line) {
        Map<String, String> labels = new HashMap<>();
        if (line.group(2) != null) {
            Matcher label = LABEL.matcher(line.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
        }
        return new Sample(line.group(1), labels, Double.parseDouble(line.group(3)));
    }

    private static boolean has(Sample sample, String... labels) {
        for (int i = 0; i < labels.length; i += 2) {
            if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
                return false;
            }
        }
        return true;
    }
}
