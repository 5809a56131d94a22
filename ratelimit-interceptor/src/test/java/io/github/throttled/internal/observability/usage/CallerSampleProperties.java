package io.github.throttled.internal.observability.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Samples of the callers of several nodes, beside somebody who knows all callers. */
class CallerSampleProperties {

    /** All that is known of callers, and of the nodes where they called. */
    private static final class World {

        private final Map<String, Long> calls = new HashMap<>();
        private final List<CallerSample> nodes;

        World(int nodes) {
            this.nodes = Stream.generate(CallerSample::new).limit(nodes).toList();
        }

        void call(String caller, int node) {
            calls.merge(caller, 1L, Long::sum);
            nodes.get(node).count(KeyHash.of(caller));
        }

        /** Callers who call now and then, some of them often, at any node. */
        static World of(int nodes, int callers, long seed) {
            Random random = new Random(seed);
            World world = new World(nodes);
            for (int caller = 0; caller < callers; caller++) {
                int calls = 1 + (int) Math.min(200, -4 * Math.log(random.nextDouble()));
                for (int call = 0; call < calls; call++) {
                    world.call("ip:10.0." + caller, random.nextInt(nodes));
                }
            }
            return world;
        }

        SampledCallers merged() {
            return SampledCallers.of(
                    nodes.stream()
                            .map(CallerSample::toSampled)
                            // As it crosses the grid.
                            .map(sample -> SampledCallers.ofNumbers(sample.toNumbers(), 0))
                            .toList());
        }
    }

    @Property(tries = 50)
    void few_callers_are_all_known_exactly(
            @ForAll @IntRange(min = 1, max = 4) int nodes,
            @ForAll @IntRange(max = CallerSample.SIZE) int callers,
            @ForAll long seed) {
        World world = World.of(nodes, callers, seed);

        SampledCallers sampled = world.merged();

        assertThat(sampled.isExact()).isTrue();
        assertThat(sampled.callers()).isEqualTo(callers);
        assertThat(sampled.counts()).isEqualTo(byHash(world.calls));
    }

    @Property(tries = 30)
    void each_caller_in_the_sample_is_there_with_all_his_calls_and_none_below_is_missing(
            @ForAll @IntRange(min = 1, max = 4) int nodes,
            @ForAll @IntRange(min = CallerSample.SIZE + 1, max = 5_000) int callers,
            @ForAll long seed) {
        World world = World.of(nodes, callers, seed);

        SampledCallers sampled = world.merged();

        Map<Long, Long> below =
                byHash(world.calls).entrySet().stream()
                        .filter(
                                caller ->
                                        Long.compareUnsigned(caller.getKey(), sampled.bound()) <= 0)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(sampled.counts()).isEqualTo(below);
    }

    @Property(tries = 20)
    void many_callers_are_estimated(
            @ForAll @IntRange(min = 1, max = 3) int nodes,
            @ForAll @IntRange(min = 2_000, max = 20_000) int callers,
            @ForAll long seed) {
        World world = World.of(nodes, callers, seed);
        List<Long> all = world.calls.values().stream().sorted().toList();

        SampledCallers sampled = world.merged();

        // Five standard errors of a sample of this size.
        double error = 5 / Math.sqrt(sampled.counts().size());
        assertThat((double) sampled.callers()).isCloseTo(callers, within(error * callers));
        CallerFrequencies known =
                new CallerFrequencies(0, 1, callers, false, List.copyOf(sampled.counts().values()));
        for (double percent : new double[] {50, 90}) {
            long told = known.percentile(percent);
            double atMost = part(all, told);
            double below = part(all, told - 1);
            assertThat(atMost).isGreaterThan(percent / 100 - 0.15);
            assertThat(below).isLessThan(percent / 100 + 0.15);
        }
    }

    @Property(tries = 50)
    void the_quota_that_is_told_rejects_no_more_than_was_asked_and_is_the_smallest_one(
            @ForAll @IntRange(min = 1, max = 300) int callers,
            @ForAll @IntRange(max = 99) int percent,
            @ForAll long seed) {
        List<Long> calls = new ArrayList<>(World.of(1, callers, seed).calls.values());
        CallerFrequencies known = new CallerFrequencies(0, 1, callers, true, calls);

        long quota = known.quotaRejecting(percent);

        assertThat(known.percentAbove(quota)).isLessThanOrEqualTo(percent);
        if (quota > 1) {
            assertThat(known.percentAbove(quota - 1)).isGreaterThan(percent);
        }
    }

    private static double part(List<Long> sorted, long most) {
        return (double) sorted.stream().filter(count -> count <= most).count() / sorted.size();
    }

    private static Map<Long, Long> byHash(Map<String, Long> calls) {
        return calls.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                caller -> KeyHash.of(caller.getKey()), Map.Entry::getValue));
    }
}
