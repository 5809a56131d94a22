package io.github.throttled.internal.algorithm;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * One strategy that decides the same calls as all others, on a clock that the run sets: a burst
 * around the boundary of a window, and a steady stream of one and a half times the limit.
 *
 * @param strategy the name in the configuration
 * @param settings what the configuration says besides
 * @param burst the decisions on a burst, in order
 * @param steady the decisions on a steady stream, in order, by a counter of its own
 */
record StrategyRun(String strategy, String settings, List<Decided> burst, List<Decided> steady) {

    static final long QUOTA = 10;
    static final long WINDOW_MILLIS = 60_000;

    /** The distance of two calls of a stream, and the width of a column in the picture. */
    static final long STEP_MILLIS = 4_000;

    static final long BURST_FROM_MILLIS = 40_000;
    static final long BURST_TO_MILLIS = 120_000;
    static final long STEADY_TO_MILLIS = 180_000;

    private static final long BURST_AT_MILLIS = 52_000;
    private static final long BURST_STEPS = 4;
    private static final long CALLS_IN_STEP = 6;

    /** How long a call of {@code concurrent} runs, and how many may run at a time. */
    private static final long CALL_MILLIS = 6_000;

    private static final long AT_A_TIME = 2;

    /** A call and what became of it. */
    record Decided(long atMillis, boolean admitted) {}

    /** All strategies, in the order of the manual. */
    static List<StrategyRun> all() {
        return List.of(
                of("fixed-window", "", Algorithm.fixedWindow(QUOTA, WINDOW_MILLIS), 0),
                of("sliding-window", "", Algorithm.slidingWindow(QUOTA, WINDOW_MILLIS), 0),
                of(
                        "sliding-window",
                        "segments=6",
                        Algorithm.segmentedWindow(QUOTA, WINDOW_MILLIS, 6),
                        0),
                of("sliding-log", "", Algorithm.slidingLog(QUOTA, WINDOW_MILLIS), 0),
                of("token-bucket", "", Algorithm.tokenBucket(QUOTA, WINDOW_MILLIS, QUOTA), 0),
                of("leaky-bucket", "", Algorithm.leakyBucket(QUOTA, WINDOW_MILLIS, 1, 0), 0),
                of(
                        "concurrent",
                        "limit=2, calls of 6 s",
                        Algorithm.concurrency(AT_A_TIME, 1),
                        CALL_MILLIS));
    }

    private static StrategyRun of(
            String strategy, String settings, Algorithm algorithm, long callMillis) {
        return new StrategyRun(
                strategy,
                settings,
                decide(algorithm, callMillis, burstArrivals()),
                decide(algorithm, callMillis, stream(0, STEADY_TO_MILLIS)));
    }

    /** Twelve calls in the last seconds of a window, twelve in the next, and then a stream. */
    private static long[] burstArrivals() {
        long end = BURST_AT_MILLIS + BURST_STEPS * STEP_MILLIS;
        LongStream atOnce =
                LongStream.range(0, BURST_STEPS * CALLS_IN_STEP)
                        .map(call -> BURST_AT_MILLIS + call * STEP_MILLIS / CALLS_IN_STEP);
        return LongStream.concat(atOnce, LongStream.of(stream(end, BURST_TO_MILLIS))).toArray();
    }

    private static long[] stream(long from, long to) {
        return LongStream.iterate(from, at -> at < to, at -> at + STEP_MILLIS).toArray();
    }

    private static List<Decided> decide(Algorithm algorithm, long callMillis, long[] arrivals) {
        Limits limits = new Limits(List.of(algorithm));
        long[] stored = null;
        List<Long> running = new ArrayList<>();
        List<Decided> decided = new ArrayList<>();
        for (long now : arrivals) {
            while (!running.isEmpty() && running.get(0) + callMillis <= now) {
                long began = running.remove(0);
                Counter ending = limits.open(stored, began + callMillis);
                ending.giveBack(1, began);
                stored = ending.toStored();
            }
            Counter counter = limits.open(stored, now);
            boolean admitted = counter.take(1).admitted();
            stored = counter.changed() ? counter.toStored() : stored;
            if (admitted && callMillis > 0) {
                running.add(now);
            }
            decided.add(new Decided(now, admitted));
        }
        return List.copyOf(decided);
    }

    /** The most calls of the burst that were admitted within any time as long as the window. */
    long mostInAWindow() {
        long[] admitted = admitted(burst);
        return LongStream.of(admitted)
                .map(
                        last ->
                                LongStream.of(admitted)
                                        .filter(at -> at > last - WINDOW_MILLIS && at <= last)
                                        .count())
                .max()
                .orElse(0);
    }

    /** How many calls of each minute of the stream were admitted. */
    List<Long> admittedEachMinute() {
        long[] admitted = admitted(steady);
        return LongStream.range(0, STEADY_TO_MILLIS / WINDOW_MILLIS)
                .map(
                        minute ->
                                LongStream.of(admitted)
                                        .filter(at -> at / WINDOW_MILLIS == minute)
                                        .count())
                .boxed()
                .toList();
    }

    private static long[] admitted(List<Decided> decided) {
        return decided.stream().filter(Decided::admitted).mapToLong(Decided::atMillis).toArray();
    }
}
