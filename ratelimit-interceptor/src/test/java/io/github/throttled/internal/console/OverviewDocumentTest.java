package io.github.throttled.internal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.throttled.internal.control.ControlCenter;
import io.github.throttled.internal.control.FakeControl;
import io.github.throttled.internal.engine.failover.SilentMember;
import io.github.throttled.internal.observability.usage.DecisionCounter;
import io.github.throttled.internal.observability.usage.Outcome;
import io.github.throttled.internal.observability.usage.Usage;
import io.github.throttled.internal.store.FrozenSharedMaps;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

/** What the console shows at a glance of a grid, of which a member falls silent. */
class OverviewDocumentTest {

    private static final long NOW = 1_000;

    private final FrozenSharedMaps boards = new FrozenSharedMaps(() -> NOW);
    private final FakeControl control = new FakeControl("node-1");
    private final Usage usageThere = new Usage();
    private final Usage usageHere = new Usage();
    private final ControlCenter here = new ControlCenter(control, boards, usageHere);
    private final ControlCenter there =
            new ControlCenter(new FakeControl("node-2"), boards.of("node-2"), usageThere);

    OverviewDocumentTest() {
        DecisionCounter counter = usageThere.counter("search", DecisionCounter.NO_TIER);
        there.start();
        here.start();
        for (int i = 0; i < 4; i++) {
            counter.decided(Outcome.ADMITTED, "user:alice");
        }
        there.usage().publish(control::gauges);
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void while_all_is_well_no_member_is_silent() {
        JsonObject overview = overview();

        assertThat(overview.getJsonObject("store").getString("state")).isEqualTo("ok");
        assertThat(overview.getJsonObject("store").getString("detail")).isEmpty();
        assertThat(overview.getJsonObject("store").getJsonArray("silentMembers")).isEmpty();
        assertThat(nodes(overview))
                .allSatisfy(
                        node -> {
                            assertThat(node.getString("state")).isEqualTo("ok");
                            assertThat(node.get("silentSince")).isEqualTo(JsonValue.NULL);
                            assertThat(node.getBoolean("hasApplication")).isTrue();
                        });
        assertThat(admitted(overview)).isEqualTo(4);
        assertThat(overview.getInt("othersCounted")).isEqualTo((int) NOW);
    }

    @Test
    void a_silent_member_is_told_with_the_store_and_with_its_node() {
        freeze("member-of-node-2", "node-2");

        JsonObject store = overview().getJsonObject("store");
        JsonObject node = nodes(overview()).get(1);

        assertThat(store.getString("state")).isEqualTo("degraded");
        assertThat(store.getString("detail"))
                .isEqualTo("member node-2 (10.0.0.2:6900) is silent, 33 % of the counters");
        JsonObject member = store.getJsonArray("silentMembers").getJsonObject(0);
        assertThat(member.getString("id")).isEqualTo("member-of-node-2");
        assertThat(member.getString("address")).isEqualTo("10.0.0.2:6900");
        assertThat(member.getInt("share")).isEqualTo(33);
        assertThat(member.getInt("since")).isLessThanOrEqualTo((int) NOW - 9_000);
        assertThat(node.getString("name")).isEqualTo("node-2");
        assertThat(node.getString("state")).isEqualTo("silent");
        assertThat(node.getInt("silentShare")).isEqualTo(33);
        assertThat(node.getInt("silentSince")).isLessThanOrEqualTo((int) NOW - 9_000);
        assertThat(node.getBoolean("hasApplication")).isTrue();
    }

    @Test
    void a_silent_member_without_the_application_is_told_as_such() {
        freeze("member-of-nobody", "the guest");

        JsonObject guest = nodes(overview()).get(2);

        assertThat(guest.getString("name")).isEqualTo("the guest");
        assertThat(guest.getString("state")).isEqualTo("silent");
        assertThat(guest.getBoolean("hasApplication")).isFalse();
    }

    @Test
    void nobody_waits_for_a_silent_member_and_counts_are_those_that_were_read_last() {
        overview();
        freeze("member-of-node-2", "node-2");
        int reads = boards.reads();

        JsonObject overview = overview();
        series();

        assertThat(boards.reads()).isEqualTo(reads);
        assertThat(admitted(overview)).isEqualTo(4);
        assertThat(overview.getInt("othersCounted")).isEqualTo((int) NOW);
    }

    @Test
    void counts_of_this_node_are_those_of_now_all_the_same() {
        overview();
        freeze("member-of-node-2", "node-2");

        usageHere.counter("search", DecisionCounter.NO_TIER).decided(Outcome.ADMITTED, "user:bob");
        assertThatIllegalStateException().isThrownBy(() -> here.usage().publish(control::gauges));

        assertThat(admitted(overview())).isEqualTo(5);
    }

    @Test
    void counts_that_were_never_read_are_said_to_be_missing() {
        freeze("member-of-node-2", "node-2");

        assertThat(overview().get("othersCounted")).isEqualTo(JsonValue.NULL);
        assertThat(series().get("othersCounted")).isEqualTo(JsonValue.NULL);
    }

    private void freeze(String member, String name) {
        // What the background does meanwhile would count, too.
        here.close();
        boards.freeze();
        control.silence(
                new SilentMember(member, name, "10.0.0.2:6900", Instant.now().minusSeconds(9), 90));
    }

    private JsonObject overview() {
        return new OverviewDocument(here).of("olivia").build();
    }

    private JsonObject series() {
        return new SeriesDocument(here).of(control.policies()).build();
    }

    private static List<JsonObject> nodes(JsonObject overview) {
        return overview.getJsonArray("nodes").getValuesAs(JsonObject.class);
    }

    private static int admitted(JsonObject overview) {
        return overview.getJsonArray("policies")
                .getJsonObject(0)
                .getJsonObject("totals")
                .getInt("admitted", 0);
    }
}
