package io.github.throttled.internal.algorithm;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A line of the conformance table: a limit, calls to one key, and the answer to the last one. */
record ConformanceRow(
        String text, Algorithm algorithm, List<History.Call> calls, Expected expected) {

    /** What the last call is told. */
    record Expected(long waitMillis, long delayMillis, long remaining, long resetMillis) {}

    private static final Pattern ROW =
            Pattern.compile("(.+)\\|(.+)\\|(.+)\\|(.+)->(.+)\\|(.+)\\|(.+)\\|(.+)");
    private static final Pattern SIMPLE = Pattern.compile("(\\d+)(s|m|h|d|)");
    private static final Map<String, Long> MILLIS =
            Map.of("", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    static ConformanceRow parse(String line) {
        Matcher row = ROW.matcher(line);
        if (!row.matches()) {
            throw new IllegalArgumentException("Not a row: " + line);
        }
        List<String> cells =
                IntStream.rangeClosed(1, 8).mapToObj(i -> row.group(i).strip()).toList();
        return new ConformanceRow(
                line.replaceAll("\\s+", " "),
                algorithm(cells.get(0), cells.get(1), options(cells.get(2))),
                Arrays.stream(cells.get(3).split("\\s+")).map(ConformanceRow::call).toList(),
                answer(cells.get(4), cells.get(5), cells.get(6), cells.get(7)));
    }

    /** The answer to the last call, all others having been admitted. */
    Expected play() {
        Entry entry = new Entry(new Limits(List.of(algorithm)));
        for (History.Call call : calls.subList(0, calls.size() - 1)) {
            if (!entry.take(call.time(), call.permits()).admitted()) {
                throw new IllegalStateException("The history is not possible: " + call);
            }
        }
        History.Call last = calls.get(calls.size() - 1);
        Verdict verdict = entry.take(last.time(), last.permits());
        Verdict.Reading reading = verdict.readings().get(0);
        return new Expected(
                verdict.waitMillis(),
                verdict.delayMillis(),
                reading.remaining(),
                reading.resetMillis());
    }

    @Override
    public String toString() {
        return text;
    }

    private static Map<String, String> options(String cell) {
        Map<String, String> options = new HashMap<>();
        if (!cell.equals("-")) {
            for (String option : cell.split(",\\s*")) {
                String[] parts = option.split(" ");
                options.put(parts[0], parts[1]);
            }
        }
        return options;
    }

    private static Algorithm algorithm(String strategy, String limit, Map<String, String> options) {
        String[] parts = limit.split("/");
        long quota = Long.parseLong(parts[0]);
        if (options.containsKey("zone")) {
            return Algorithm.calendarWindow(
                    quota,
                    CalendarPeriod.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                    ZoneId.of(options.get("zone")));
        }
        if (strategy.equals("concurrent")) {
            return Algorithm.concurrency(quota, 1);
        }
        long window = millis(parts[1]);
        long burst = Long.parseLong(options.getOrDefault("burst", parts[0]));
        long maxWait = millis(options.getOrDefault("max-wait", "0"));
        return switch (strategy) {
            case "fixed-window" -> Algorithm.fixedWindow(quota, window);
            case "sliding-window" ->
                    options.containsKey("segments")
                            ? Algorithm.segmentedWindow(
                                    quota, window, Integer.parseInt(options.get("segments")))
                            : Algorithm.slidingWindow(quota, window);
            case "sliding-log" -> Algorithm.slidingLog(quota, window);
            case "token-bucket" -> Algorithm.tokenBucket(quota, window, burst);
            case "leaky-bucket" -> Algorithm.leakyBucket(quota, window, burst, maxWait);
            default -> throw new IllegalArgumentException(strategy);
        };
    }

    private static History.Call call(String text) {
        String[] parts = text.split("@");
        return new History.Call(time(parts[1]), Long.parseLong(parts[0]));
    }

    private static long time(String text) {
        return text.contains("T")
                ? OffsetDateTime.parse(text).toInstant().toEpochMilli()
                : Long.parseLong(text);
    }

    private static Expected answer(String said, String remaining, String reset, String retryAfter) {
        String delay = said.startsWith("admit after ") ? said.substring(12) : "0";
        long wait =
                switch (said.split(" ")[0]) {
                    case "admit" -> 0;
                    case "never" -> Algorithm.NEVER;
                    case "reject" -> millis(retryAfter);
                    default -> throw new IllegalArgumentException(said);
                };
        return new Expected(wait, millis(delay), Long.parseLong(remaining), millis(reset));
    }

    private static long millis(String duration) {
        Matcher simple = SIMPLE.matcher(duration);
        return simple.matches()
                ? Long.parseLong(simple.group(1)) * MILLIS.get(simple.group(2))
                : Duration.parse(duration).toMillis();
    }
}
