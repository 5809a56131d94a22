package io.github.throttled.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.throttled.LogCapture;
import io.github.throttled.internal.store.CachedSharedMap;
import io.github.throttled.internal.store.SharedMap;
import io.github.throttled.internal.store.SharedMaps;
import io.github.throttled.internal.store.local.LocalSharedMaps;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What operators say on one node, and what becomes of it on that one and another. */
class OverridesTest {

    private final SharedMaps boards = new LocalSharedMaps(() -> 1_000);
    private final FakeControl one = new FakeControl("node-1");
    private final FakeControl other = new FakeControl("node-2");
    private final Overrides here = overrides(one);
    private final Overrides there = overrides(other);

    private Overrides overrides(FakeControl control) {
        SharedMap<String> board = boards.texts("overrides", Duration.ZERO);
        CachedSharedMap<String> remembered =
                new CachedSharedMap<>(board, () -> false, () -> 1_000, Duration.ofHours(1));
        return new Overrides(board, remembered, control, audit(control.node()));
    }

    private AuditLog audit(String node) {
        return new AuditLog(boards.texts("audit", Duration.ZERO), () -> node, () -> 1_000);
    }

    @Test
    void an_override_is_in_force_here_at_once_and_elsewhere_when_it_is_read() {
        here.set(FakeControl.LIMIT, "5/minute", "olivia");

        assertThat(one.overrides()).containsEntry(FakeControl.LIMIT, "5/minute");
        there.read();
        assertThat(other.overrides()).containsEntry(FakeControl.LIMIT, "5/minute");
        assertThat(there.all())
                .containsExactly(new LimitOverride(FakeControl.LIMIT, "5/minute", "olivia", 1_000));
    }

    @Test
    void it_can_be_undone_on_another_node() {
        here.set(FakeControl.LIMIT, "5/minute", "olivia");
        there.read();

        there.undo(FakeControl.LIMIT, "otto");
        here.read();

        assertThat(one.overrides()).isEmpty();
        assertThat(other.overrides()).isEmpty();
        assertThat(here.all()).isEmpty();
    }

    @Test
    void what_would_be_wrong_is_not_shared() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> here.set(FakeControl.LIMIT, "wrong", "olivia"))
                .withMessageContaining(FakeControl.LIMIT + " = wrong");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> here.set("throttled.console", "false", "olivia"))
                .withMessageContaining("throttled.console");

        assertThat(here.all()).isEmpty();
        assertThat(one.overrides()).isEmpty();
    }

    @Test
    void one_that_is_wrong_on_a_node_is_left_out_there_and_the_others_are_in_force() {
        here.set(FakeControl.LIMIT, "5/minute", "olivia");
        here.set(FakeControl.MODE, "off", "olivia");
        FakeControl newer = new FakeControl("node-3").refusing("off");

        try (LogCapture log = LogCapture.of(Overrides.class)) {
            Overrides onNewer = overrides(newer);
            onNewer.read();
            onNewer.read();

            assertThat(newer.overrides()).containsOnlyKeys(FakeControl.LIMIT);
            assertThat(onNewer.inForce()).containsOnlyKeys(FakeControl.LIMIT);
            assertThat(onNewer.all()).hasSize(2);
            assertThat(log.lines(Level.WARNING))
                    .singleElement()
                    .satisfies(
                            line ->
                                    assertThat(line)
                                            .contains("Ignored an override", FakeControl.MODE));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${bookshop.token-secret}",
                "5/${unit}",
                "$\\{bookshop.token-secret}",
                "\\${bookshop.token-secret}",
                "$${x}",
                "${x:",
                "5/minute\nthrottled.console.role=everybody",
                "5/minute\r",
                "5/minute\u2028",
                "5/minute\u0000",
                "5/minute\u202e"
            })
    void what_reads_or_forges_other_configuration_is_neither_set_nor_read(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> here.set(FakeControl.LIMIT, value, "olivia"))
                .withMessageStartingWith(FakeControl.LIMIT + ": the value of an override ")
                .withMessageNotContaining(value);
        assertThat(here.all()).isEmpty();

        assertThat(readFromTheGrid(FakeControl.LIMIT, value))
                .singleElement()
                .satisfies(
                        line ->
                                assertThat(line)
                                        .contains("Ignored an override", FakeControl.LIMIT)
                                        .doesNotContain(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throttled.console.role",
                "throttled.policy.search.max-keys",
                "throttled.policy.search.tier.${bookshop.token-secret}.limit",
                "throttled.policy.search.tier.a\nb.limit",
                "throttled.policy.forgotten.limit",
                "bookshop.token-secret"
            })
    void a_key_that_nobody_may_override_is_not_in_force_when_it_comes_from_the_grid(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> here.set(key, "5/day", "olivia"));

        assertThat(readFromTheGrid(key, "5/day"))
                .singleElement()
                .satisfies(
                        line ->
                                assertThat(line)
                                        .contains("Ignored an override")
                                        .doesNotContain("5/day"));
    }

    /** What the log tells of this override, which must change nothing. */
    private List<String> readFromTheGrid(String key, String value) {
        boards.texts("overrides", Duration.ZERO)
                .put(key, new LimitOverride(key, value, "mallory", 1).toText());
        try (LogCapture log = LogCapture.of(Overrides.class)) {
            there.read();
            there.read();

            assertThat(other.overrides()).isEmpty();
            assertThat(there.inForce()).isEmpty();
            assertThat(there.instead(key)).isIn("", FakeControl.CONFIGURED);
            return log.lines(Level.WARNING);
        }
    }

    @Test
    void what_the_grid_must_not_say_keeps_no_other_override_away_and_can_be_undone() {
        SharedMap<String> board = boards.texts("overrides", Duration.ZERO);
        board.put("throttled.console.role", "1\nmallory\neverybody");
        here.set(FakeControl.LIMIT, "5/minute", "olivia");

        assertThat(one.overrides()).containsOnlyKeys(FakeControl.LIMIT);
        assertThat(here.all()).hasSize(2);
        here.undo("throttled.console.role", "olivia");
        assertThat(board.all()).containsOnlyKeys(FakeControl.LIMIT);
    }

    @Test
    void an_override_that_is_allowed_later_is_in_force_then() {
        String later = "throttled.policy.later.limit";
        here.set(FakeControl.LIMIT, "5/minute", "olivia");
        boards.texts("overrides", Duration.ZERO)
                .put(later, new LimitOverride(later, "5/day", "olivia", 2).toText());
        there.read();
        assertThat(other.overrides()).containsOnlyKeys(FakeControl.LIMIT);

        other.configure(later, "1/day");
        there.read();

        assertThat(other.overrides()).containsOnlyKeys(FakeControl.LIMIT, later);
    }

    @Test
    void keys_and_values_are_bounded() {
        String tooLong = "5/minute" + " ".repeat(OverrideRule.LONGEST_VALUE);
        String longKey =
                "throttled.policy.search.tier." + "x".repeat(OverrideRule.LONGEST_KEY) + ".limit";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> here.set(FakeControl.LIMIT, tooLong, "olivia"))
                .withMessage(
                        FakeControl.LIMIT
                                + ": the value of an override has at most 4,000 characters, but"
                                + " this one has 4,008; change the configuration itself instead");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> here.set(longKey, "5/day", "olivia"))
                .withMessageContaining("the key of an override has at most 1,000 characters");
        assertThat(readFromTheGrid(FakeControl.LIMIT, tooLong)).hasSize(1);
    }

    @Test
    void a_dollar_or_a_brace_alone_is_a_character_like_others() {
        String key = "throttled.policy.search.deny";

        here.set(key, "user:HOST$, user:{x}, user:\ud83d\ude00", "olivia");

        assertThat(one.overrides()).containsKey(key);
    }

    @Test
    void what_is_no_override_is_not_one() {
        boards.texts("overrides", Duration.ZERO).put(FakeControl.LIMIT, "5/minute");

        here.read();

        assertThat(one.overrides()).isEmpty();
    }

    @Test
    void what_was_done_is_told_the_newest_first_with_before_and_after() {
        here.set(FakeControl.LIMIT, "5/minute", "olivia");
        here.set(FakeControl.LIMIT, "6/minute", "olivia");
        there.undo(FakeControl.LIMIT, "otto");

        assertThat(audit("any").entries())
                .extracting(
                        AuditEntry::action,
                        AuditEntry::by,
                        AuditEntry::node,
                        AuditEntry::from,
                        AuditEntry::to)
                .containsExactlyInAnyOrder(
                        tuple(
                                AuditEntry.Action.OVERRIDE,
                                "olivia",
                                "node-1",
                                FakeControl.CONFIGURED,
                                "5/minute"),
                        tuple(
                                AuditEntry.Action.OVERRIDE,
                                "olivia",
                                "node-1",
                                "5/minute",
                                "6/minute"),
                        tuple(
                                AuditEntry.Action.UNDO,
                                "otto",
                                "node-2",
                                "6/minute",
                                FakeControl.CONFIGURED));
    }

    @Test
    void no_line_of_the_log_can_be_forged_by_a_name_or_a_value() {
        try (LogCapture log = LogCapture.of(Logger.getLogger(AuditLog.LOGGER))) {
            audit("node-1")
                    .add(
                            "olivia\nforged",
                            AuditEntry.Action.BAN,
                            "search a\r\nb",
                            "",
                            "until \u001b[2J");

            assertThat(log.lines(Level.INFO))
                    .containsExactly(
                            "olivia\\u000aforged on node-1: ban search a\\u000d\\u000ab, is until"
                                    + " \\u001b[2J");
        }
    }

    @Test
    void only_the_last_things_are_kept() {
        AuditLog audit = audit("node-1");
        for (int i = 0; i < AuditLog.KEPT + 10; i++) {
            audit.add("olivia", AuditEntry.Action.RESET, "search key-" + i, "", "");
        }

        assertThat(audit.entries()).hasSize(AuditLog.KEPT);
        assertThat(boards.texts("audit", Duration.ZERO).all()).hasSize(AuditLog.KEPT);
    }
}
