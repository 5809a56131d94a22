package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

class FlatnessTest {

    private static final int PARTS = 60;

    /** Of one node, which needs as much heap, in MB, threads and handles as these say. */
    private static List<SoakSample> samples(
            IntUnaryOperator heap, IntUnaryOperator threads, IntUnaryOperator handles) {
        return IntStream.range(0, PARTS)
                .mapToObj(
                        i ->
                                new Footprint(
                                        heap.applyAsInt(i) * 1_000_000L,
                                        threads.applyAsInt(i),
                                        handles.applyAsInt(i)))
                .map(node -> new SoakSample(1, null, List.of(node)))
                .toList();
    }

    private static List<NodeResource> growing(List<SoakSample> samples) {
        return Flatness.of(samples).stream()
                .filter(verdict -> !verdict.holds())
                .map(Flatness::resource)
                .toList();
    }

    @Test
    void a_node_that_stays_the_same_is_flat() {
        assertThat(growing(samples(i -> 100, i -> 80, i -> 300))).isEmpty();
    }

    @Test
    void a_warm_up_does_not_count() {
        IntUnaryOperator warmUp = i -> i < PARTS / 4 ? i : 90;

        assertThat(growing(samples(warmUp, warmUp, warmUp))).isEmpty();
    }

    @Test
    void one_more_a_minute_is_growth() {
        IntUnaryOperator leak = i -> 100 + i;

        assertThat(growing(samples(leak, i -> 80, i -> 300))).containsExactly(NodeResource.HEAP);
        assertThat(growing(samples(i -> 100, leak, leak)))
                .containsExactly(NodeResource.THREADS, NodeResource.HANDLES);
    }

    @Test
    void a_node_may_need_less() {
        IntUnaryOperator less = i -> 500 - i;

        assertThat(growing(samples(less, less, less))).isEmpty();
    }

    @Test
    void a_single_sample_decides_nothing() {
        IntUnaryOperator peak = i -> i == PARTS - 1 ? 900 : 100;

        assertThat(growing(samples(peak, peak, peak))).isEmpty();
    }

    @Test
    void the_heap_may_differ_by_a_tenth_and_a_little_and_the_others_by_a_few() {
        assertThat(growing(samples(end(114), end(110), end(110)))).isEmpty();
        assertThat(growing(samples(end(115), end(111), end(111))))
                .containsExactly(NodeResource.values());
    }

    private static IntUnaryOperator end(int last) {
        return i -> i < PARTS * 3 / 4 ? 100 : last;
    }

    @Test
    void each_node_is_judged_alone() {
        List<SoakSample> samples =
                IntStream.range(0, PARTS)
                        .mapToObj(
                                i ->
                                        List.of(
                                                new Footprint(0, 200 - i, 9),
                                                new Footprint(0, 100 + i, 9)))
                        .map(nodes -> new SoakSample(1, null, nodes))
                        .toList();

        assertThat(Flatness.of(samples))
                .hasSize(2 * NodeResource.values().length)
                .filteredOn(verdict -> !verdict.holds())
                .extracting(Flatness::row)
                .containsExactly("| threads | node-2 | 122.0 | 152.0 | 132.0 | **grows** |");
    }

    @Test
    void too_few_samples_are_no_verdict() {
        assertThatThrownBy(() -> Flatness.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 samples");
    }
}
