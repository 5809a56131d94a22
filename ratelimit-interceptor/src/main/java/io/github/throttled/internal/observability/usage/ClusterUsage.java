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
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Aggregates the decisions of all nodes.
 *
 * <p>Each node publishes its own counts, and any node adds them up when it is queried. Counts of a
 * stopped node expire soon. One thread publishes; any thread may read.
 */
public final class ClusterUsage {

    private static final char BETWEEN = '|';
    private static final int PUBLISHED_KEYS = 50;

    /** Samples are large and need not be current, so they are published less often. */
    private static final long SAMPLING_MILLIS = 5_000;

    /** As long as the time steps reach back. */
    private static final Duration REMEMBERED =
            Duration.ofMillis(TimeSteps.COUNT * TimeSteps.MILLIS);

    /** How long after a time step all nodes have published it. */
    private static final long PUBLISHING_MILLIS = 1_500;

    private final Map<DecisionCounter, KeySampler> samplers = new ConcurrentHashMap<>();
    private final Map<String, PolicyCounter> counts = new ConcurrentHashMap<>();
    private final PublishedUsage<long[]> totals;
    private final PublishedUsage<long[]> samples;
    private final PublishedUsage<String> busy;
    private final Supplier<? extends Collection<Policy>> policies;
    private final String node;
    private final LongSupplier clock;
    private long sampledMillis;

    /**
     * Creates an object that has published nothing.
     *
     * @param policies returns the policies in force
     * @param node the identity of this node, without {@code |}
     * @param clock the cluster time in milliseconds since the epoch
     * @param isSilent whether a member is silent; reads then use cached values instead of waiting
     */
    public ClusterUsage(
            Usage usage,
            Supplier<? extends Collection<Policy>> policies,
            SharedMaps maps,
            String node,
            LongSupplier clock,
            BooleanSupplier isSilent) {
        this.policies = policies;
        this.node = node;
        this.clock = clock;
        this.totals =
                new PublishedUsage<>(
                        new CachedSharedMap<>(map(maps, "totals"), isSilent, clock, REMEMBERED));
        this.samples =
                new PublishedUsage<>(
                        new CachedSharedMap<>(
                                map(maps, "callers"), isSilent, clock, Duration.ZERO));
        this.busy =
                new PublishedUsage<>(
                        new CachedSharedMap<>(
                                maps.texts("busy", PublishedUsage.KEPT),
                                isSilent,
                                clock,
                                REMEMBERED));
        usage.onEach(this::sample);
    }

    private static SharedMap<long[]> map(SharedMaps maps, String name) {
        return maps.numbers(name, PublishedUsage.KEPT);
    }

    /**
     * Publishes the changed counts of this node.
     *
     * @param gauges returns the gauges of a policy on this node
     * @throws IllegalStateException if the store does not answer in time
     */
    public void publish(Function<Policy, NodeGauges> gauges) {
        long now = clock.getAsLong();
        for (Policy policy : policies.get()) {
            update(policy, now);
            PolicyCounter count = counts.get(policy.name());
            if (count != null) {
                count.gauges(gauges.apply(policy));
            }
        }
        counts.values().forEach(count -> count.step(now));
        totals.publish(
                counts.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        count -> name(node, count.getKey()),
                                        count -> count.getValue().toNumbers())),
                now);
        busy.publish(busyOfThisNode(), now);
        if (Math.abs(now - sampledMillis) >= SAMPLING_MILLIS) {
            samples.publish(samplesOfThisNode(now), now);
            sampledMillis = now;
        }
    }

    /** Returns the counts of all nodes as last published. */
    public ClusterCounts counts() {
        PublishedUsage.Reading<long[]> read = totals.read();
        return ClusterCounts.of(read.entries(), read.othersMillis());
    }

    /** Returns the last time step that all nodes have published. */
    public long lastStep() {
        return TimeSteps.at(clock.getAsLong() - PUBLISHING_MILLIS) - 1;
    }

    /**
     * Returns the busiest keys of a policy first.
     *
     * @param most the maximum number of keys
     */
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
                                                                key.rejected()))));
        all.sort((one, other) -> Long.compare(other.calls(), one.calls()));
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }

    /**
     * Returns the calls per caller of a policy and tier. Uses the previous window of a limit if it
     * had calls, else the current one so far.
     *
     * @param policy with the limits of the tier
     * @param windowMillis the length of the window in milliseconds; at least 1
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

    private void sample(DecisionCounter counter) {
        KeySampler sampler = new KeySampler(clock);
        // At once, so that the first calls of a node are in its sample.
        for (Policy policy : policies.get()) {
            if (counter.policy().equals(policy.name())) {
                update(policy, counter.tier(), sampler, clock.getAsLong());
            }
        }
        samplers.put(counter, sampler);
        counts.computeIfAbsent(counter.policy(), any -> new PolicyCounter()).add(counter);
        counter.addListener(sampler);
    }

    private void update(Policy policy, long now) {
        samplers.forEach(
                (counter, sampler) -> {
                    if (counter.policy().equals(policy.name())) {
                        update(policy, counter.tier(), sampler, now);
                    }
                });
    }

    private static void update(Policy policy, String tier, KeySampler sampler, long now) {
        if (tier.equals(DecisionCounter.NO_TIER)) {
            sampler.update(policy, now);
        } else if (policy.tiers().containsKey(tier)) {
            sampler.update(policy.inTier(tier), now);
        }
    }

    private Map<String, String> busyOfThisNode() {
        Map<String, String> published = new HashMap<>();
        samplers.forEach(
                (counter, sampler) -> {
                    List<BusyKeys.Busy> top = sampler.top(PUBLISHED_KEYS);
                    if (!top.isEmpty()) {
                        published.put(
                                name(node, counter.policy(), counter.tier()),
                                top.stream()
                                        .map(BusyKeys.Busy::toLine)
                                        .collect(Collectors.joining("\n")));
                    }
                });
        return published;
    }

    private static void addBusy(String text, Map<String, BusyKeys.Busy> keys) {
        text.lines()
                .limit(PUBLISHED_KEYS)
                .flatMap(line -> BusyKeys.Busy.ofLine(line).stream())
                .forEach(busy -> keys.merge(busy.key(), busy, BusyKeys.Busy::plus));
    }

    private Map<String, long[]> samplesOfThisNode(long now) {
        Map<String, long[]> published = new HashMap<>();
        samplers.forEach(
                (counter, sampler) ->
                        sampler.windows()
                                .forEach(
                                        window -> {
                                            long period = window.period(now);
                                            addSample(counter, window, period, published);
                                            addSample(counter, window, period - 1, published);
                                        }));
        return published;
    }

    private void addSample(
            DecisionCounter counter,
            SampledWindow window,
            long period,
            Map<String, long[]> published) {
        SampledCallers sample = window.sample(period);
        if (!sample.counts().isEmpty()) {
            long[] numbers = sample.toNumbers();
            long[] whole = new long[numbers.length + 1];
            whole[0] = period;
            System.arraycopy(numbers, 0, whole, 1, numbers.length);
            published.put(
                    sampleName(
                            node, period, window.windowMillis(), counter.policy(), counter.tier()),
                    whole);
        }
    }

    private SampledCallers sample(Policy policy, long windowMillis, long period) {
        String name = sampleName("", period, windowMillis, policy.name(), policy.tier());
        return SampledCallers.of(
                samples.all().entrySet().stream()
                        .filter(published -> published.getKey().endsWith(name))
                        // Skips entries that are too short to be samples.
                        .filter(published -> published.getValue().length > 1)
                        .filter(published -> published.getValue()[0] == period)
                        .map(published -> SampledCallers.ofNumbers(published.getValue(), 1))
                        .toList());
    }

    /**
     * Returns a name that repeats every second period, so that at most two samples are published.
     */
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

    /** Splits a name into at most the given number of parts; the last part contains the rest. */
    static List<String> parts(String name, int count) {
        return List.of(name.split("\\" + BETWEEN, count));
    }
}
