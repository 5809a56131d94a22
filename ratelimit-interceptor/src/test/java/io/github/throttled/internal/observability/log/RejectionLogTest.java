package io.github.throttled.internal.observability.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.LogCapture;
import io.github.throttled.internal.observability.usage.DecisionCounter;
import io.github.throttled.internal.observability.usage.Outcome;
import io.github.throttled.internal.observability.usage.Usage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.logging.Level;

class RejectionLogTest {

    private final LogCapture lines = LogCapture.of(RejectionLog.class);
    private final Usage usage = new Usage();
    private final RejectionLog log = new RejectionLog(usage);

    @AfterEach
    void close() {
        lines.close();
    }

    @Test
    void a_policy_has_one_line_whatever_its_tiers_and_outcomes() {
        decide("search", DecisionCounter.NO_TIER, Outcome.REJECTED, 3);
        decide("search", "gold", Outcome.REJECTED, 2);
        decide("search", "gold", Outcome.BANNED, 1);

        log.write();

        assertThat(lines.lines(Level.INFO))
                .containsExactly(
                        "Policy 'search', calls since the last report: 5 rejected, 1 rejected by"
                                + " a ban.");
    }

    @Test
    void each_call_is_told_once() {
        decide("search", DecisionCounter.NO_TIER, Outcome.DRY_RUN_REJECTED, 3);
        log.write();
        decide("search", DecisionCounter.NO_TIER, Outcome.DRY_RUN_REJECTED, 2);
        log.write();

        assertThat(lines.lines(Level.INFO))
                .containsExactly(
                        "Policy 'search', calls since the last report: 3 that a dry run would"
                                + " have rejected.",
                        "Policy 'search', calls since the last report: 2 that a dry run would"
                                + " have rejected.");
    }

    @Test
    void where_nothing_new_was_rejected_there_is_no_line() {
        decide("search", DecisionCounter.NO_TIER, Outcome.REJECTED, 1);
        log.write();
        decide("search", DecisionCounter.NO_TIER, Outcome.ADMITTED, 1);
        decide("other", DecisionCounter.NO_TIER, Outcome.ADMITTED, 1);

        log.write();

        assertThat(lines.lines(Level.INFO)).hasSize(1);
    }

    @Test
    void nobody_is_named() {
        decide("search", DecisionCounter.NO_TIER, Outcome.REJECTED, 1);

        log.write();

        assertThat(lines.lines(Level.INFO)).noneMatch(line -> line.contains("alice"));
    }

    private void decide(String policy, String tier, Outcome outcome, int calls) {
        for (int i = 0; i < calls; i++) {
            usage.counter(policy, tier).decided(outcome, "user:alice");
        }
    }
}
