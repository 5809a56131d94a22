package io.github.throttled.internal.algorithm;

import java.util.Arrays;
import java.util.List;

/**
 * A limit under test: the algorithm that counts it and the definition that it must keep.
 *
 * @param segments the parts of a {@link Kind#SEGMENTED_WINDOW}, the burst of a {@link
 *     Kind#LEAKY_BUCKET}; the others do not heed it
 */
record Rule(Kind kind, long quota, long windowMillis, int segments) {

    /** The strategies. */
    enum Kind {
        FIXED_WINDOW,
        SLIDING_WINDOW,
        SEGMENTED_WINDOW,
        SLIDING_LOG,
        TOKEN_BUCKET,
        LEAKY_BUCKET
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

    static Rule tokenBucket(long quota, long windowMillis) {
        return new Rule(Kind.TOKEN_BUCKET, quota, windowMillis, 2);
    }

    static Rule leakyBucket(long quota, long windowMillis, int burst) {
        return new Rule(Kind.LEAKY_BUCKET, quota, windowMillis, burst);
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
            case TOKEN_BUCKET -> Algorithm.tokenBucket(quota, windowMillis, quota);
            case LEAKY_BUCKET -> Algorithm.leakyBucket(quota, windowMillis, segments, 0);
        };
    }

    Definition definition() {
        return switch (kind) {
            case FIXED_WINDOW -> Definition.fixedWindow(windowMillis);
            case SLIDING_WINDOW -> Definition.slidingWindow(windowMillis);
            case SEGMENTED_WINDOW -> Definition.segmentedWindow(windowMillis, segments);
            case SLIDING_LOG -> Definition.slidingLog(windowMillis);
            case TOKEN_BUCKET -> Definition.bucket(quota, windowMillis);
            case LEAKY_BUCKET -> Definition.pacedBucket(quota, windowMillis);
        };
    }

    /** The largest cost that can be admitted. */
    long capacity() {
        return kind == Kind.LEAKY_BUCKET ? segments : quota;
    }

    /** The longest that a cost within the quota can have to wait. */
    long longestWait() {
        return switch (kind) {
            case FIXED_WINDOW, SLIDING_LOG -> windowMillis;
            case SLIDING_WINDOW -> 2 * windowMillis;
            case SEGMENTED_WINDOW -> windowMillis + windowMillis / segments + 1;
            case TOKEN_BUCKET, LEAKY_BUCKET -> capacity() * windowMillis / quota + 1;
        };
    }

    @Override
    public String toString() {
        String detail =
                switch (kind) {
                    case SEGMENTED_WINDOW -> " in " + segments + " parts";
                    case LEAKY_BUCKET -> " with a burst of " + segments;
                    default -> "";
                };
        return kind + " of " + quota + " per " + windowMillis + " ms" + detail;
    }
}
