package io.github.throttled.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Load from <a href="https://github.com/wg/wrk">wrk</a>, which costs the server that it shares a
 * machine with less processor time than any load generator in Java.
 *
 * <p>Its load is closed: a connection sends the next request when it has its answer. While the
 * server stands still, nobody asks, and what would have been asked is not in the percentiles
 * (coordinated omission). So they tell how answers compare at full load, not what clients see who
 * come at their own pace.
 */
final class Wrk {

    static final int CONNECTIONS = 16;

    private static final String NUMBER = "([0-9.]+)";

    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+" + NUMBER);
    private static final Pattern P99 = Pattern.compile("\\s99%\\s+" + NUMBER + "(us|ms|s|m)\\b");
    private static final Pattern OTHER_STATUS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern ERRORS = Pattern.compile("Socket errors:.*");

    private Wrk() {}

    /**
     * What a load achieved.
     *
     * @param requests that were answered
     * @param rate of them, by second
     * @param p99Millis the time that all but a hundredth took at most
     * @param notOk how many were answered with a status from 400
     */
    record Answers(long requests, double rate, double p99Millis, long notOk) {}

    /** Whether it is there. */
    static boolean isInstalled() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("wrk", "-v").redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            process.waitFor();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Asks as often as the answers allow.
     *
     * @throws IOException if a request was not answered
     */
    static Answers ask(URI uri, long seconds) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                List.of(
                                        "wrk",
                                        "--threads=1",
                                        "--connections=" + CONNECTIONS,
                                        "--duration=" + seconds + "s",
                                        "--latency",
                                        uri.toString()))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || ERRORS.matcher(said).find()) {
            throw new IOException("wrk was not answered by " + uri + ":\n" + said);
        }
        return answers(said);
    }

    static Answers answers(String said) throws IOException {
        MatchResult p99 = find(P99, said);
        Matcher other = OTHER_STATUS.matcher(said);
        return new Answers(
                Long.parseLong(find(REQUESTS, said).group(1)),
                Double.parseDouble(find(RATE, said).group(1)),
                Double.parseDouble(p99.group(1)) * millis(p99.group(2)),
                other.find() ? Long.parseLong(other.group(1)) : 0);
    }

    private static MatchResult find(Pattern pattern, String said) throws IOException {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IOException("wrk does not say '" + pattern + "':\n" + said);
        }
        return matcher;
    }

    private static double millis(String unit) {
        return switch (unit) {
            case "us" -> 1e-3;
            case "ms" -> 1;
            case "s" -> 1e3;
            default -> 60e3;
        };
    }
}
