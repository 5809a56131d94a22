package io.github.throttled.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.control.NodeState.Health;

import org.junit.jupiter.api.Test;

/** What nodes write of themselves for others, also those of older versions. */
class NodeStateTest {

    private static final NodeState STATE =
            new NodeState("id-1", "shop-1", 1_000, Health.DEGRADED, 7, "0.9", "member-1");

    @Test
    void what_a_node_says_is_read_by_others() {
        assertThat(NodeState.of("id-1", STATE.toText())).contains(STATE);
    }

    @Test
    void a_node_of_a_version_that_knows_no_member_is_read_as_well() {
        assertThat(NodeState.of("id-1", "1000\nDEGRADED\n7\n0.9\nshop-1"))
                .contains(new NodeState("id-1", "shop-1", 1_000, Health.DEGRADED, 7, "0.9", ""));
    }

    @Test
    void one_without_a_member_is_read_as_such() {
        NodeState alone = new NodeState("id-1", "shop-1", 1_000, Health.OK, 7, "", "");

        assertThat(NodeState.of("id-1", alone.toText())).contains(alone);
    }

    @Test
    void anything_else_is_no_node() {
        assertThat(NodeState.of("id-1", "1000\nDEGRADED\n7\n0.9")).isEmpty();
        assertThat(NodeState.of("id-1", "1000\nHUNGRY\n7\n0.9\nshop-1\nmember-1")).isEmpty();
    }
}
