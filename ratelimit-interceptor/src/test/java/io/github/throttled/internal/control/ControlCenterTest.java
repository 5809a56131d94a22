package io.github.throttled.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.throttled.LogCapture;
import io.github.throttled.internal.control.NodeState.Health;
import io.github.throttled.internal.engine.failover.SilentMember;
import io.github.throttled.internal.observability.usage.Usage;
import io.github.throttled.internal.store.FrozenSharedMaps;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;

/** What a node shows of the others, step by step, while they answer and while they do not. */
class ControlCenterTest {

    private static final SilentMember OTHER = silent("member-of-node-2", "node-2");
    private static final SilentMember GUEST = silent("member-of-nobody", "guest");

    private final LogCapture log = LogCapture.of(ControlCenter.class);
    private final FrozenSharedMaps boards = new FrozenSharedMaps(() -> 1_000);
    private final FakeControl control = new FakeControl("node-1");
    private final ControlCenter here = new ControlCenter(control, boards, new Usage());
    private final ControlCenter there =
            new ControlCenter(new FakeControl("node-2"), boards.of("node-2"), new Usage());

    @AfterEach
    void close() {
        here.close();
        there.close();
        log.close();
    }

    @Test
    void nodes_that_answer_are_listed_by_name() {
        there.step();
        here.step();

        assertThat(here.nodes().all())
                .extracting(node -> node.state().name(), node -> node.state().store())
                .containsExactly(tuple("node-1", Health.OK), tuple("node-2", Health.OK));
    }

    @Test
    void a_silent_node_stays_in_the_list_and_nobody_waits_for_the_board() {
        there.step();
        here.step();
        freeze(OTHER);

        List<ListedNode> nodes = here.nodes().all();

        assertThat(boards.reads()).isZero();
        assertThat(nodes).hasSize(2);
        assertThat(nodes.get(0).state().store()).isEqualTo(Health.DEGRADED);
        assertThat(nodes.get(1).state().name()).isEqualTo("node-2");
        assertThat(nodes.get(1).state().store()).isEqualTo(Health.SILENT);
        assertThat(nodes.get(1).silence()).contains(OTHER);
        assertThat(nodes.get(1).hasApplication()).isTrue();
    }

    @Test
    void a_silent_member_that_has_never_said_anything_is_listed_by_its_name() {
        here.step();
        freeze(GUEST);

        ListedNode guest = here.nodes().all().get(0);

        assertThat(guest.state().name()).isEqualTo("guest");
        assertThat(guest.state().store()).isEqualTo(Health.SILENT);
        assertThat(guest.silence()).contains(GUEST);
        assertThat(guest.hasApplication()).isFalse();
    }

    @Test
    void a_node_that_answers_again_is_as_before() {
        there.step();
        here.step();
        freeze(OTHER);
        here.step();

        boards.thaw();
        control.silence();

        assertThat(here.nodes().all())
                .extracting(node -> node.state().store())
                .containsExactly(Health.OK, Health.OK);
    }

    @Test
    void nothing_is_read_in_the_background_while_a_member_is_silent() {
        here.step();
        control.silence(OTHER);
        boards.freeze();
        here.step();

        assertThat(boards.reads()).isZero();
        // The node tells of itself all the same: not all members are silent.
        assertThat(boards.writes()).isPositive();
    }

    @Test
    void the_log_says_nothing_more_while_a_member_is_known_to_be_silent() {
        here.step();
        freeze(OTHER);
        for (int i = 0; i < 5; i++) {
            here.step();
        }

        assertThat(log.lines(Level.WARNING)).isEmpty();
    }

    @Test
    void one_line_without_a_stack_trace_says_that_the_others_are_not_reached() {
        here.step();
        boards.freeze();
        for (int i = 0; i < 5; i++) {
            here.step();
        }

        assertThat(log.lines(Level.WARNING))
                .containsExactly(
                        "The console does not reach the other nodes"
                                + " (java.lang.IllegalStateException: it does not answer). It"
                                + " retries every second.");
        assertThat(log.text()).doesNotContain("\tat ");
    }

    @Test
    void a_step_that_fails_once_is_nothing_to_tell() {
        here.step();
        boards.freeze();
        here.step();
        boards.thaw();
        here.step();
        boards.freeze();
        here.step();

        assertThat(log.lines(Level.WARNING)).isEmpty();
    }

    @Test
    void overrides_are_shown_as_they_were_read_last() {
        here.overrides().set(FakeControl.LIMIT, "5/minute", "olivia");
        freeze(OTHER);

        assertThat(here.overrides().all())
                .singleElement()
                .extracting(LimitOverride::value)
                .isEqualTo("5/minute");
        assertThat(boards.reads()).isZero();
    }

    private void freeze(SilentMember member) {
        boards.freeze();
        control.silence(member);
    }

    private static SilentMember silent(String id, String name) {
        return new SilentMember(
                id, name, "10.0.0.9:6900", Instant.now().minus(Duration.ofSeconds(3)), 90);
    }
}
