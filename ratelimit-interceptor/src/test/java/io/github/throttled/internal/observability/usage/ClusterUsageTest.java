package io.github.throttled.internal.observability.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.QuotaUnit;
import io.github.throttled.Strategy;
import io.github.throttled.internal.config.model.Cost;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.KeyExpression;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.model.Scope;
import io.github.throttled.internal.store.SharedMaps;
import io.github.throttled.internal.store.local.LocalSharedMaps;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What three nodes have decided, as any of them tells it. */
class ClusterUsageTest {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** The beginning of a minute. */
    private static final long START = 1_735_689_600_000L;

    private static final Policy SEARCH =
            new Policy(
                    "search",
                    "",
                    List.of(new Limit(10, WINDOW)),
                    Map.of("gold", List.of(new Limit(100, WINDOW))),
                    new Counting(Strategy.FIXED_WINDOW),
                    KeyExpression.parse("ip"),
                    new Cost(1),
                    QuotaUnit.REQUESTS,
                    Scope.EVERY_CALL,
                    OnStoreFailure.LOCAL,
                    1000);

    private final AtomicLong clock = new AtomicLong(START);
    private final SharedMaps boards = new LocalSharedMaps(clock::get);
    private final List<NodeOf> nodes =
            Stream.of("a", "b", "c").map(name -> new NodeOf(name, boards, clock)).toList();

    private record NodeOf(Usage usage, ClusterUsage shared) {

        NodeOf(String name, SharedMaps boards, AtomicLong clock) {
            this(new Usage(), boards, name, clock);
        }

        private NodeOf(Usage usage, SharedMaps boards, String name, AtomicLong clock) {
            this(
                    usage,
                    new ClusterUsage(
                            usage, () -> List.of(SEARCH), boards, name, clock::get, () -> false));
        }

        void decide(Outcome outcome, String tier, String key) {
            usage.counter("search", tier).decided(outcome, key);
        }

        void publish() {
            shared.publish(policy -> new NodeGauges(2, 5));
        }
    }

    ClusterUsageTest() {
        // The tallies are there when a policy is enforced for the first time.
        nodes.forEach(node -> node.usage().counter("search", ""));
        nodes.forEach(node -> node.usage().counter("search", "gold"));
        publish();
    }

    @Test
    void totals_and_steps_of_all_nodes_add_up() {
        nodes.get(0).decide(Outcome.ADMITTED, "", "ip:1");
        nodes.get(0).decide(Outcome.REJECTED, "", "ip:1");
        nodes.get(1).decide(Outcome.ADMITTED, "gold", "ip:2");
        nodes.get(2).decide(Outcome.DRY_RUN_REJECTED, "", "ip:2");
        publish();
        clock.addAndGet(4_000);

        ClusterUsage asked = nodes.get(2).shared();

        assertThat(asked.counts().totals("search"))
                .containsEntry(Outcome.ADMITTED, 2L)
                .containsEntry(Outcome.REJECTED, 1L)
                .containsEntry(Outcome.DRY_RUN_REJECTED, 1L)
                .containsEntry(Outcome.BANNED, 0L);
        Map<String, TimeSteps> steps = asked.counts().steps("search");
        assertThat(steps).containsOnlyKeys("a", "b", "c");
        assertThat(sum(steps.get("a").admitted(asked.lastStep()))).isEqualTo(1);
        assertThat(sum(steps.get("a").rejected(asked.lastStep()))).isEqualTo(1);
        assertThat(sum(steps.get("c").dryRun(asked.lastStep()))).isEqualTo(1);
        assertThat(asked.counts().totals("other")).isEmpty();
        assertThat(asked.counts().gauges("search")).isEqualTo(new NodeGauges(6, 15));
    }

    @Test
    void a_key_is_as_busy_as_on_all_nodes_together() {
        nodes.forEach(node -> node.decide(Outcome.ADMITTED, "", "ip:often"));
        nodes.get(1).decide(Outcome.REJECTED, "", "ip:often");
        nodes.get(2).decide(Outcome.ADMITTED, "gold", "a key with blanks");
        publish();

        assertThat(nodes.get(0).shared().busyKeys("search", 10))
                .containsExactly(
                        new BusyKey("", "ip:often", 4, 1),
                        new BusyKey("gold", "a key with blanks", 1, 0));
        assertThat(nodes.get(0).shared().busyKeys("search", 1)).hasSize(1);
    }

    @Test
    void keys_that_are_busy_no_more_are_forgotten() {
        nodes.get(0).decide(Outcome.ADMITTED, "", "ip:1");
        publish();
        clock.addAndGet(Duration.ofSeconds(150).toMillis());
        publish();
        assertThat(nodes.get(1).shared().busyKeys("search", 10)).hasSize(1);

        clock.addAndGet(Duration.ofSeconds(150).toMillis());
        publish();

        assertThat(nodes.get(0).shared().busyKeys("search", 10)).isEmpty();
    }

    @Test
    void a_caller_on_three_nodes_is_one_caller() {
        for (NodeOf node : nodes) {
            node.decide(Outcome.ADMITTED, "", "ip:1");
            node.decide(Outcome.REJECTED, "", "ip:1");
        }
        nodes.get(0).decide(Outcome.ADMITTED, "", "ip:2");
        nodes.get(0).decide(Outcome.ADMITTED, "gold", "ip:3");
        publish();

        CallerFrequencies callers = nodes.get(1).shared().callers(SEARCH, WINDOW.toMillis());

        assertThat(callers.callers()).isEqualTo(2);
        assertThat(callers.isExact()).isTrue();
        assertThat(callers.calls()).containsExactly(1L, 6L);
        assertThat(nodes.get(1).shared().callers(SEARCH.inTier("gold"), WINDOW.toMillis()).calls())
                .containsExactly(1L);
    }

    @Test
    void the_first_calls_of_a_node_are_in_its_sample() {
        NodeOf fresh = new NodeOf("d", boards, clock);
        fresh.decide(Outcome.ADMITTED, "", "ip:1");
        fresh.decide(Outcome.REJECTED, "", "ip:1");
        fresh.publish();

        assertThat(fresh.shared().callers(SEARCH, WINDOW.toMillis()).calls()).containsExactly(2L);
    }

    @Test
    void the_last_whole_window_is_told_rather_than_one_that_has_just_begun() {
        nodes.get(0).decide(Outcome.ADMITTED, "", "ip:1");
        nodes.get(0).decide(Outcome.ADMITTED, "", "ip:1");
        publish();
        clock.addAndGet(WINDOW.toMillis());
        nodes.get(1).decide(Outcome.ADMITTED, "", "ip:1");
        publish();

        CallerFrequencies callers = nodes.get(2).shared().callers(SEARCH, WINDOW.toMillis());

        assertThat(callers.fromMillis()).isEqualTo(START);
        assertThat(callers.toMillis()).isEqualTo(START + WINDOW.toMillis());
        assertThat(callers.calls()).containsExactly(2L);

        clock.addAndGet(WINDOW.toMillis());
        publish();
        assertThat(nodes.get(2).shared().callers(SEARCH, WINDOW.toMillis()).calls())
                .containsExactly(1L);
    }

    @Test
    void a_node_that_is_gone_is_forgotten() {
        nodes.forEach(node -> node.decide(Outcome.ADMITTED, "", "ip:1"));
        publish();

        for (int second = 0; second < 40; second++) {
            clock.addAndGet(1_000);
            nodes.get(0).publish();
        }

        ClusterUsage asked = nodes.get(0).shared();
        assertThat(asked.counts().steps("search")).containsOnlyKeys("a");
        assertThat(asked.counts().totals("search")).containsEntry(Outcome.ADMITTED, 1L);
        assertThat(asked.busyKeys("search", 10)).containsExactly(new BusyKey("", "ip:1", 1, 0));
    }

    /** So much later that all is published, and within the same minute. */
    private void publish() {
        clock.addAndGet(5_000);
        nodes.forEach(NodeOf::publish);
    }

    private static long sum(long[] steps) {
        return Arrays.stream(steps).sum();
    }
}
