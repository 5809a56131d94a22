package io.github.throttled.internal.observability.usage;

import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.store.CachedSharedMap;
import io.github.throttled.internal.store.SharedMap;
import io.github.throttled.internal.store.SharedMaps;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * What the limits have decided on all nodes. Each node tells the others what it has counted, and
 * forgets nothing of it by that; whoever is asked adds it up. Nodes that are gone are forgotten
 * soon, and what they have counted with them. One thread publishes; any may read.
 */
public final class ClusterUsage {

    private static final char BETWEEN = '|';
    private static final int TOLD_KEYS = 50;

    /** Samples are large, and nobody watches them change. */
    private static final long SAMPLING_MILLIS = 5_000;

    /** For as long as the steps go back. */
    private static final Duration REMEMBERED =
            Duration.ofMillis(TimeSteps.COUNT * TimeSteps.MILLIS);

    /** So long after a step all nodes have told of it. */
    private static final long TELLING_MILLIS = 1_500;

    private final Map<DecisionCounter, KeySampler> watches = new ConcurrentHashMap<>();
    private final Map<String, PolicyCounter> counts = new ConcurrentHashMap<>();
    private final PublishedUsage<long[]> totals;
    private final PublishedUsage<long[]> samples;
    private final PublishedUsage<String> busy;
    private final String node;
    private final LongSupplier clock;
    private long sampledMillis;

    /**
     * Nothing is published yet.
     *
     * @param node the identity of this node, without {@code |}
     * @param clock the time of all nodes, milliseconds since the epoch
     * @param isSilent whether a member is silent, so that nobody shall wait for what others tell
     */
    public ClusterUsage(
            Usage usage,
            SharedMaps boards,
            String node,
            LongSupplier clock,
            BooleanSupplier isSilent) {
        this.node = node;
        this.clock = clock;
        this.totals =
                new PublishedUsage<>(
                        new CachedSharedMap<>(
                                board(boards, "totals"), isSilent, clock, REMEMBERED));
        this.samples =
                new PublishedUsage<>(
                        new CachedSharedMap<>(
                                board(boards, "callers"), isSilent, clock, Duration.ZERO));
        this.busy =
                new PublishedUsage<>(
                        new CachedSharedMap<>(
                                boards.texts("busy", PublishedUsage.KEPT),
                                isSilent,
                                clock,
                                REMEMBERED));
        usage.onEach(this::watch);
    }

    private static SharedMap<long[]> board(SharedMaps boards, String name) {
        return boards.numbers(name, PublishedUsage.KEPT);
    }

    /**
     * Tells the other nodes what is new.
     *
     * @param policies those that there are now
     * @param stock what this node has of one of them
     * @throws IllegalStateException if the store does not answer in time
     */
    public void publish(Collection<Policy> policies, Function<Policy, NodeGauges> stock) {
        long now = clock.getAsLong();
        for (Policy policy : policies) {
            update(policy, now);
            PolicyCounter count = counts.get(policy.name());
            if (count != null) {
                count.stock(stock.apply(policy));
            }
        }
        counts.values().forEach(count -> count.step(now));
        totals.tell(
                counts.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        count -> name(node, count.getKey()),
                                        count -> count.getValue().toNumbers())),
                now);
        busy.tell(busyOfThisNode(), now);
        if (Math.abs(now - sampledMillis) >= SAMPLING_MILLIS) {
            samples.tell(samplesOfThisNode(now), now);
            sampledMillis = now;
        }
    }

    /** What all policies have decided on all nodes, as the nodes have told it last. */
    public ClusterCounts counts() {
        PublishedUsage.Reading<long[]> read = totals.read();
        return ClusterCounts.of(read.entries(), read.othersMillis());
    }

    /** The last step that all nodes have told of. */
    public long lastStep() {
        return TimeSteps.at(clock.getAsLong() - TELLING_MILLIS) - 1;
    }

    /** The keys of a policy of which most calls came, the busiest first, at most so many. */
    public List<BusyKey> busyKeys(String policy, int most) {
        Map<String, Map<String, BusyKeys.Busy>> byTier = new TreeMap<>();
        busy.all()
                .forEach(
                        (name, text) -> {
                            List<String> parts = parts(name, 3);
                            if (parts.size() == 3 && parts.get(1).equals(policy)) {
                                addBusy(
                                        text,
                                        byTier.computeIfAbsent(
                                                parts.get(2), any -> new HashMap<>()));
                            }
                        });
        List<BusyKey> all = new ArrayList<>();
        byTier.forEach(
                (tier, keys) ->
                        keys.values()
                                .forEach(
                                        key ->
                                                all.add(
                                                        new BusyKey(
                                                                tier,
                                                                key.key(),
                                                                key.calls(),
                                                                key.refused()))));
        all.sort((one, other) -> Long.compare(other.calls(), one.calls()));
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }

    /**
     * How often the callers of a policy and tier have called: in the last whole window of a limit
     * in which anybody called, if that is the one before this one, else in this one so far.
     *
     * @param policy with the limits of the tier
     * @param windowMillis the length of the limit's window; at least 1
     */
    public CallerFrequencies callers(Policy policy, long windowMillis) {
        long now = clock.getAsLong();
        long periodMillis = SampledWindow.periodMillis(windowMillis);
        long period = Math.floorDiv(now, periodMillis);
        SampledCallers previous = sample(policy, windowMillis, period - 1);
        boolean isPrevious = !previous.counts().isEmpty();
        SampledCallers found = isPrevious ? previous : sample(policy, windowMillis, period);
        long from = (isPrevious ? period - 1 : period) * periodMillis;
        return new CallerFrequencies(
                from,
                Math.min(now, from + windowMillis),
                found.callers(),
                found.isExact(),
                List.copyOf(found.counts().values()));
    }

    private void watch(DecisionCounter tally) {
        KeySampler watch = new KeySampler(clock);
        watches.put(tally, watch);
        counts.computeIfAbsent(tally.policy(), any -> new PolicyCounter()).add(tally);
        tally.tell(watch);
    }

    private void update(Policy policy, long now) {
        watches.forEach(
                (tally, watch) -> {
                    if (tally.policy().equals(policy.name())) {
                        tiered(policy, tally.tier(), watch, now);
                    }
                });
    }

    private static void tiered(Policy policy, String tier, KeySampler watch, long now) {
        if (tier.equals(DecisionCounter.NO_TIER)) {
            watch.update(policy, now);
        } else if (policy.tiers().containsKey(tier)) {
            watch.update(policy.inTier(tier), now);
        }
    }

    private Map<String, String> busyOfThisNode() {
        Map<String, String> told = new HashMap<>();
        watches.forEach(
                (tally, watch) -> {
                    List<BusyKeys.Busy> top = watch.top(TOLD_KEYS);
                    if (!top.isEmpty()) {
                        told.put(
                                name(node, tally.policy(), tally.tier()),
                                top.stream()
                                        .map(BusyKeys.Busy::toLine)
                                        .collect(Collectors.joining("\n")));
                    }
                });
        return told;
    }

    private static void addBusy(String text, Map<String, BusyKeys.Busy> keys) {
        text.lines()
                .limit(TOLD_KEYS)
                .flatMap(line -> BusyKeys.Busy.ofLine(line).stream())
                .forEach(busy -> keys.merge(busy.key(), busy, BusyKeys.Busy::plus));
    }

    private Map<String, long[]> samplesOfThisNode(long now) {
        Map<String, long[]> told = new HashMap<>();
        watches.forEach(
                (tally, watch) ->
                        watch.windows()
                                .forEach(
                                        window -> {
                                            long period = window.period(now);
                                            tellSample(tally, window, period, told);
                                            tellSample(tally, window, period - 1, told);
                                        }));
        return told;
    }

    private void tellSample(
            DecisionCounter tally, SampledWindow window, long period, Map<String, long[]> told) {
        SampledCallers sample = window.sample(period);
        if (!sample.counts().isEmpty()) {
            long[] numbers = sample.toNumbers();
            long[] whole = new long[numbers.length + 1];
            whole[0] = period;
            System.arraycopy(numbers, 0, whole, 1, numbers.length);
            told.put(
                    sampleName(node, period, window.windowMillis(), tally.policy(), tally.tier()),
                    whole);
        }
    }

    private SampledCallers sample(Policy policy, long windowMillis, long period) {
        String name = sampleName("", period, windowMillis, policy.name(), policy.tier());
        return SampledCallers.of(
                samples.all().entrySet().stream()
                        .filter(told -> told.getKey().endsWith(name))
                        // Shorter ones are somebody else's.
                        .filter(told -> told.getValue().length > 1)
                        .filter(told -> told.getValue()[0] == period)
                        .map(told -> SampledCallers.ofNumbers(told.getValue(), 1))
                        .toList());
    }

    /** Every second period has the same name: there is never more to tell than of two. */
    private static String sampleName(
            String node, long period, long windowMillis, String policy, String tier) {
        return name(
                node,
                Long.toString(Math.floorMod(period, 2L)),
                Long.toString(windowMillis),
                policy,
                tier);
    }

    static String name(String... parts) {
        return String.join(Character.toString(BETWEEN), parts);
    }

    /** So many, the last one with anything in it; fewer, if it is somebody else's name. */
    static List<String> parts(String name, int count) {
        return List.of(name.split("\\" + BETWEEN, count));
    }
}
