package io.github.throttled.benchmark;

import static io.github.throttled.benchmark.Contender.*;
import static io.github.throttled.benchmark.Load.Nodes.*;

import java.util.List;

/**
 * What is compared. The first contender of a row is ours, and what the ratios are of.
 *
 * <p>What a row shall reach is said in {@link Target}.
 */
public enum Row {
    HOT_64(
            "one hot key, strict, 64 threads on one node",
            Measure.SPEED,
            Load.of(64, 1, ONE),
            Target.atLeast(1.5, BUCKET4J_BATCHING),
            THROTTLED,
            THROTTLED_TOKEN_BUCKET,
            BUCKET4J_ENTRY_PROCESSOR,
            BUCKET4J_ENTRY_PROCESSOR_PROBE,
            BUCKET4J_COMPARE_AND_SWAP,
            BUCKET4J_BATCHING,
            BUCKET4J_DELAYING,
            HAND_OVER),
    HOT_4(
            "one hot key, strict, 4 threads on one node",
            Measure.SPEED,
            Load.of(4, 1, ONE),
            Target.atLeast(2, BUCKET4J_BATCHING),
            THROTTLED,
            BUCKET4J_ENTRY_PROCESSOR,
            BUCKET4J_COMPARE_AND_SWAP,
            BUCKET4J_BATCHING,
            BUCKET4J_DELAYING),
    HOT_TWO_NODES(
            "one hot key, strict, 32 threads on each of two nodes",
            Measure.SPEED,
            Load.of(64, 1, TWO),
            Target.atLeast(1, BUCKET4J_BATCHING),
            THROTTLED,
            BUCKET4J_ENTRY_PROCESSOR,
            BUCKET4J_BATCHING),
    KEYS_STICKY(
            "10,000 keys, strict, 64 threads, keys that stay on a node",
            Measure.SPEED,
            Load.of(64, 10_000, ONE),
            Target.atLeast(1.8, BUCKET4J_ENTRY_PROCESSOR),
            THROTTLED,
            BUCKET4J_ENTRY_PROCESSOR,
            BUCKET4J_COMPARE_AND_SWAP),
    KEYS_IN_TURN(
            "10,000 keys, strict, 64 threads, the same key from two nodes in turn",
            Measure.SPEED,
            Load.of(64, 10_000, IN_TURN),
            Target.atLeast(1, BUCKET4J_ENTRY_PROCESSOR),
            THROTTLED,
            BUCKET4J_ENTRY_PROCESSOR,
            BUCKET4J_COMPARE_AND_SWAP),
    HOT_LEASED(
            "one hot key, leased, 64 threads on one node",
            Measure.SPEED,
            Load.of(64, 1, ONE),
            Target.atLeast(20, BUCKET4J_DELAYING),
            THROTTLED_LEASED,
            THROTTLED_LEASED_TOKEN_BUCKET,
            BUCKET4J_DELAYING),
    KEYS_LEASED(
            "10,000 keys, leased, 64 threads, the same key from two nodes in turn",
            Measure.SPEED,
            Load.of(64, 10_000, IN_TURN),
            Target.NONE,
            THROTTLED_LEASED,
            BUCKET4J_DELAYING),
    DENIED(
            "denied, one hot key, 64 threads on one node",
            Measure.SPEED,
            Load.of(64, 1, ONE).denied(),
            Target.atLeast(200, BUCKET4J_ENTRY_PROCESSOR),
            THROTTLED,
            BUCKET4J_ENTRY_PROCESSOR,
            BUCKET4J_ENTRY_PROCESSOR_PROBE,
            BUCKET4J_BATCHING),
    LOCAL_1(
            "in process, one key, 1 thread",
            Measure.SPEED_AND_BYTES,
            Load.of(1, 1, PROCESS),
            Target.atLeast(1.5, BUCKET4J_LOCK_FREE_PROBE, BUCKET4J_SYNCHRONIZED_PROBE)
                    .withBytes(48)
                    .and(
                            0.9,
                            BUCKET4J_LOCK_FREE,
                            BUCKET4J_SYNCHRONIZED,
                            RESILIENCE4J,
                            SMALLRYE_FIXED,
                            FAILSAFE_BURSTY,
                            GUAVA),
            THROTTLED_LOCAL,
            THROTTLED_LOCAL_TOKEN_BUCKET,
            BUCKET4J_LOCK_FREE,
            BUCKET4J_LOCK_FREE_PROBE,
            BUCKET4J_SYNCHRONIZED,
            BUCKET4J_SYNCHRONIZED_PROBE,
            RESILIENCE4J,
            SMALLRYE_FIXED,
            FAILSAFE_BURSTY,
            GUAVA),
    LOCAL_4(
            "in process, one key, 4 threads",
            Measure.SPEED_AND_BYTES,
            Load.of(4, 1, PROCESS),
            Target.atLeast(3, BUCKET4J_LOCK_FREE_PROBE, BUCKET4J_SYNCHRONIZED_PROBE)
                    .and(
                            2,
                            BUCKET4J_LOCK_FREE,
                            BUCKET4J_SYNCHRONIZED,
                            RESILIENCE4J,
                            SMALLRYE_FIXED,
                            FAILSAFE_BURSTY,
                            GUAVA),
            THROTTLED_LOCAL,
            THROTTLED_LOCAL_TOKEN_BUCKET,
            BUCKET4J_LOCK_FREE,
            BUCKET4J_LOCK_FREE_PROBE,
            BUCKET4J_SYNCHRONIZED,
            BUCKET4J_SYNCHRONIZED_PROBE,
            RESILIENCE4J,
            SMALLRYE_FIXED,
            FAILSAFE_BURSTY,
            GUAVA),
    BEAN(
            "in process, one key, 1 thread, through the interceptor",
            Measure.SPEED_AND_BYTES,
            Load.of(1, 1, PROCESS),
            Target.atLeast(1, SMALLRYE_BEAN),
            THROTTLED_BEAN,
            SMALLRYE_BEAN,
            FREE_BEAN),
    HEAP(
            "heap per key in the grid, one copy",
            Measure.HEAP,
            Load.of(64, 200_000, ONE),
            Target.atMost(0.6, BUCKET4J_ENTRY_PROCESSOR),
            THROTTLED,
            BUCKET4J_ENTRY_PROCESSOR,
            BUCKET4J_PLAIN_MAP),
    HEAP_LOCAL(
            "heap per key in process",
            Measure.HEAP,
            Load.of(64, 1_000_000, PROCESS),
            Target.atMost(0.8, BUCKET4J_CAFFEINE),
            THROTTLED_LOCAL,
            BUCKET4J_CAFFEINE),
    GROWTH(
            "one thread, from one key to a million",
            Measure.GROWTH,
            Load.growing(ONE),
            Target.NONE,
            THROTTLED,
            BUCKET4J_ENTRY_PROCESSOR),
    GROWTH_LOCAL(
            "in process, one thread, from one key to a million",
            Measure.GROWTH,
            Load.growing(PROCESS),
            Target.atLeast(1.3, BUCKET4J_LOCK_FREE).and(0.5, BARE_MAP).ofKeys(10_000, 1_000_000),
            THROTTLED_LOCAL,
            BUCKET4J_LOCK_FREE,
            BARE_MAP),
    /** Has {@link Loop loops} in place of contenders. */
    SERVER("in the process of Payara Micro", Measure.SERVER, Load.of(1, 1, ONE), Target.NONE),
    /** Has {@link Endpoint endpoints} in place of contenders. */
    HTTP("HTTP on Payara Micro", Measure.HTTP, Load.of(Wrk.CONNECTIONS, 1, ONE), Target.NONE),
    /** Has a section of its own, as those that follow. */
    HTTP_OPEN(
            "HTTP on Payara Micro at a constant rate",
            Measure.HTTP_OPEN,
            Load.of(1, 1, ONE),
            Target.NONE),
    GROWTH_MEMBERS(
            "one thread, from one member to five",
            Measure.GROWTH_MEMBERS,
            Load.of(1, 10_000, ONE),
            Target.NONE),
    GROWTH_SERVER(
            "policies and routes on Payara Micro, from one to a thousand",
            Measure.GROWTH_SERVER,
            Load.of(Wrk.CONNECTIONS, 1, ONE),
            Target.NONE);

    /** What is measured of a row. */
    enum Measure {
        /** Decisions per second. */
        SPEED,
        /** Decisions per second, and bytes allocated for each. */
        SPEED_AND_BYTES,
        /** Bytes of heap for each key. */
        HEAP,
        /** The time of a decision, for several numbers of keys. */
        GROWTH,
        /** Decisions per second of an application on a server, and bytes for each. */
        SERVER,
        /** Requests per second, and how long they take. */
        HTTP,
        /** How long requests take that arrive at a constant rate. */
        HTTP_OPEN,
        /** The time of a decision, for several numbers of members. */
        GROWTH_MEMBERS,
        /** Deployment, heap and requests, for several numbers of policies and routes. */
        GROWTH_SERVER
    }

    private final String work;
    private final Measure measure;
    private final Load load;
    private final Target target;
    private final List<Contender> contenders;

    Row(String work, Measure measure, Load load, Target target, Contender... contenders) {
        this.work = work;
        this.measure = measure;
        this.load = load;
        this.target = target;
        this.contenders = List.of(contenders);
    }

    /** As the table calls it. */
    String work() {
        return work;
    }

    Measure measure() {
        return measure;
    }

    Load load() {
        return load;
    }

    Target target() {
        return target;
    }

    List<Contender> contenders() {
        return contenders;
    }
}
