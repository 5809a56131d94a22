package io.github.throttled.benchmark;

import java.util.function.Function;

/** Who is compared. */
public enum Contender {
    THROTTLED("Throttled", ThrottledApplication::inGrid),
    THROTTLED_TOKEN_BUCKET("Throttled, `token-bucket`", ThrottledApplication::tokenBucketInGrid),
    THROTTLED_LEASED("Throttled, `lease=auto`", ThrottledApplication::leased),
    THROTTLED_LEASED_TOKEN_BUCKET(
            "Throttled, `lease=auto`, `token-bucket`", ThrottledApplication::tokenBucketLeased),
    THROTTLED_LOCAL("Throttled, `store=local`", ThrottledApplication::inProcess),
    THROTTLED_LOCAL_TOKEN_BUCKET(
            "Throttled, `store=local`, `token-bucket`", ThrottledApplication::tokenBucketInProcess),
    THROTTLED_BEAN("Throttled, `store=local`, `@Throttled` on a bean", ThrottledApplication::bean),
    SMALLRYE_BEAN("SmallRye, `@RateLimit` on a bean", SmallRyeApplication::bean),
    FREE_BEAN("nobody: a method of the same bean without a limit", ThrottledApplication::freeBean),
    BUCKET4J_ENTRY_PROCESSOR("Bucket4j, entry processor", Bucket4jDecider::entryProcessor),
    BUCKET4J_PLAIN_MAP(
            "Bucket4j, entry processor, on a map that forgets nobody", Bucket4jDecider::plainMap),
    BUCKET4J_COMPARE_AND_SWAP("Bucket4j, compare-and-swap", Bucket4jDecider::compareAndSwap),
    BUCKET4J_BATCHING("Bucket4j, batching", Bucket4jDecider::batching),
    BUCKET4J_DELAYING("Bucket4j, delayed sync (not strict)", Bucket4jDecider::delaying),
    BUCKET4J_ENTRY_PROCESSOR_PROBE(
            "Bucket4j, entry processor, `tryConsumeAndReturnRemaining`",
            Bucket4jDecider::entryProcessorProbe),
    BUCKET4J_LOCK_FREE("Bucket4j, lock-free, `tryConsume`", Bucket4jDecider::lockFree),
    BUCKET4J_LOCK_FREE_PROBE(
            "Bucket4j, lock-free, `tryConsumeAndReturnRemaining`", Bucket4jDecider::lockFreeProbe),
    BUCKET4J_CAFFEINE("Bucket4j, lock-free, in a cache of Caffeine", Bucket4jDecider::cached),
    BUCKET4J_SYNCHRONIZED("Bucket4j, synchronized, `tryConsume`", Bucket4jDecider::synchronizing),
    BUCKET4J_SYNCHRONIZED_PROBE(
            "Bucket4j, synchronized, `tryConsumeAndReturnRemaining`",
            Bucket4jDecider::synchronizingProbe),
    RESILIENCE4J("resilience4j", LocalPeers::resilience4j),
    SMALLRYE_FIXED("SmallRye, fixed window", LocalPeers::smallRye),
    FAILSAFE_BURSTY("Failsafe, bursty", LocalPeers::failsafe),
    GUAVA("Guava (a rate, no quota)", LocalPeers::guava),
    HAND_OVER("nobody: callers sleep, and one thread wakes them all", HandOver::of),
    BARE_MAP("nobody: the clock, and a number in a map", BareMap::of);

    private final String label;
    private final Function<Setting, Decider> maker;

    Contender(String label, Function<Setting, Decider> maker) {
        this.label = label;
        this.maker = maker;
    }

    /** As the table calls it. */
    String label() {
        return label;
    }

    boolean isOurs() {
        return name().startsWith("THROTTLED");
    }

    /** Whether permits come back all the time, and not with the window. */
    boolean refills() {
        return name().endsWith("TOKEN_BUCKET");
    }

    /** Whether a quota can be exhausted, and the answers be checked by that. */
    boolean hasQuota() {
        return this != GUAVA && this != HAND_OVER && this != BARE_MAP && this != FREE_BEAN;
    }

    Decider on(Setting setting) {
        return maker.apply(setting);
    }
}
