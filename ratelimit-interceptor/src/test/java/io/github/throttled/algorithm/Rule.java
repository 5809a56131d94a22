package io.github.throttled.algorithm;

import java.util.Arrays;
import java.util.List;

/** A limit under test: the algorithm that counts it and the definition that it must keep. */
record Rule(Kind kind, long quota, long windowMillis, int segments) {

    /** The strategies; only {@link #SEGMENTED_WINDOW} heeds a rule's segments. */
    enum Kind {
        FIXED_WINDOW,
        SLIDING_WINDOW,
        SEGMENTED_WINDOW,
        SLIDING_LOG
    }

    static Rule fixedWindow(long quota, long windowMillis) {
        return new Rule(Kind.FIXED_WINDOW, quota, windowMillis, 2);
    }

    static Rule slidingWindow(long quota, long windowMillis) {
        return new Rule(Kind.SLIDING_WINDOW, quota, windowMillis, 2);
    }

    static Rule segmentedWindow(long quota, long windowMillis, int segments) {
        return new Rule(Kind.SEGMENTED_WINDOW, quota, windowMillis, segments);
    }

    static Rule slidingLog(long quota, long windowMillis) {
        return new Rule(Kind.SLIDING_LOG, quota, windowMillis, 2);
    }

    /** The limits of a policy with these rules. */
    static Limits limits(List<Rule> rules) {
        return new Limits(rules.stream().map(Rule::algorithm).toList());
    }

    /** The limits of a policy with these rules. */
    static Limits limits(Rule... rules) {
        return limits(Arrays.asList(rules));
    }

    Rule withQuota(long otherQuota) {
        return new Rule(kind, otherQuota, windowMillis, segments);
    }

    Algorithm algorithm() {
        return switch (kind) {
            case FIXED_WINDOW -> Algorithm.fixedWindow(quota, windowMillis);
            case SLIDING_WINDOW -> Algorithm.slidingWindow(quota, windowMillis);
            case SEGMENTED_WINDOW -> Algorithm.segmentedWindow(quota, windowMillis, segments);
            case SLIDING_LOG -> Algorithm.slidingLog(quota, windowMillis);
        };
    }

    Definition definition() {
        return switch (kind) {
            case FIXED_WINDOW -> Definition.fixedWindow(windowMillis);
            case SLIDING_WINDOW -> Definition.slidingWindow(windowMillis);
            case SEGMENTED_WINDOW -> Definition.segmentedWindow(windowMillis, segments);
            case SLIDING_LOG -> Definition.slidingLog(windowMillis);
        };
    }

    /** The longest that a cost within the quota can have to wait. */
    long longestWait() {
        return switch (kind) {
            case FIXED_WINDOW, SLIDING_LOG -> windowMillis;
            case SLIDING_WINDOW -> 2 * windowMillis;
            case SEGMENTED_WINDOW -> windowMillis + windowMillis / segments + 1;
        };
    }

    @Override
    public String toString() {
        String parts = kind == Kind.SEGMENTED_WINDOW ? " in " + segments + " parts" : "";
        return kind + " of " + quota + " per " + windowMillis + " ms" + parts;
    }
}
