package io.github.throttled.internal.observability.log;

import io.github.throttled.internal.observability.usage.DecisionCounter;
import io.github.throttled.internal.observability.usage.Outcome;
import io.github.throttled.internal.observability.usage.Usage;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Logs at an interval what each policy has rejected since the last time: one line per policy with
 * counts, and without any data of callers.
 *
 * <p>It reads the decision counters, so it costs a request nothing.
 */
public final class RejectionLog {

    private static final Logger LOG = System.getLogger(RejectionLog.class.getName());

    private final Map<DecisionCounter, Map<Outcome, Long>> logged = new HashMap<>();
    private final Usage usage;

    public RejectionLog(Usage usage) {
        this.usage = usage;
    }

    /** Logs all new rejections; nothing if there are none. */
    public synchronized void write() {
        Map<String, Map<Outcome, Long>> news = new TreeMap<>();
        for (DecisionCounter counter : usage.counters()) {
            since(counter)
                    .forEach(
                            (outcome, count) ->
                                    news.computeIfAbsent(
                                                    counter.policy(),
                                                    any -> new EnumMap<>(Outcome.class))
                                            .merge(outcome, count, Long::sum));
        }
        news.forEach(
                (policy, counts) ->
                        LOG.log(
                                Level.INFO,
                                "Policy ''{0}'', calls since the last report: {1}.",
                                policy,
                                words(counts)));
    }

    /** Returns the new rejections of a counter by outcome; only positive counts. */
    private Map<Outcome, Long> since(DecisionCounter counter) {
        Map<Outcome, Long> before =
                logged.computeIfAbsent(counter, any -> new EnumMap<>(Outcome.class));
        Map<Outcome, Long> news = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            long count = isLogged(outcome) ? counter.count(outcome) : 0;
            long fresh = count - before.getOrDefault(outcome, 0L);
            if (fresh > 0) {
                news.put(outcome, fresh);
                before.put(outcome, count);
            }
        }
        return news;
    }

    private static boolean isLogged(Outcome outcome) {
        return outcome != Outcome.ADMITTED;
    }

    private static String words(Map<Outcome, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + words(entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case ADMITTED -> "admitted";
            case REJECTED -> "rejected";
            case DRY_RUN_REJECTED -> "that a dry run would have rejected";
            case FAILED_OPEN -> "admitted without the store";
            case FAILED_CLOSED -> "rejected without the store";
            case BANNED -> "rejected by a ban";
            case DENIED -> "denied";
        };
    }
}
