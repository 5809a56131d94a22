package io.github.throttled.internal.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.throttled.Decision;
import io.github.throttled.internal.config.catalog.BeanNames;
import io.github.throttled.internal.config.catalog.PolicyCatalog;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.key.PartitionKey;
import io.github.throttled.internal.observability.usage.DecisionCounter;
import io.github.throttled.internal.observability.usage.Outcome;
import io.github.throttled.internal.observability.usage.RestrictedCall;
import io.github.throttled.internal.observability.usage.Usage;
import io.github.throttled.internal.store.local.LocalCounterStore;
import io.smallrye.config.SmallRyeConfigBuilder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class ManualLimiterTest {

    private final Usage usage = new Usage();
    private final Limiter limiter =
            new Limiter(new LocalCounterStore(() -> 1_735_689_600_000L), Duration.ofMinutes(1));

    @AfterEach
    void close() {
        limiter.close();
    }

    @ParameterizedTest
    @CsvSource({"enforce, 2, 0", "dry-run, 5, 0", "off, 5, 2"})
    void a_mode_holds_for_those_who_ask_by_hand(String mode, int admitted, long remaining) {
        ManualLimiter byHand = limiter(mode);
        int allowed = 0;
        for (int i = 0; i < 5; i++) {
            allowed += byHand.tryAcquire("mails", "tenant", 1).allowed() ? 1 : 0;
        }

        assertThat(allowed).isEqualTo(admitted);
        assertThat(byHand.peek("mails", "tenant").remaining()).isEqualTo(remaining);
    }

    @Test
    void peek_says_what_the_next_call_by_hand_would_get_whatever_other_calls_cost() {
        ManualLimiter byHand = limiter("enforce", "2");
        byHand.tryAcquire("mails", "tenant", 1);

        assertThat(byHand.peek("mails", "tenant").allowed()).isTrue();
        assertThat(byHand.tryAcquire("mails", "tenant", 1).allowed()).isTrue();
        assertThat(byHand.peek("mails", "tenant"))
                .isEqualTo(byHand.tryAcquire("mails", "tenant", 1));
    }

    @Test
    void a_policy_without_a_name_is_refused_by_name() {
        assertThatNullPointerException()
                .isThrownBy(() -> limiter("enforce").tryAcquire(null, "tenant", 1))
                .withMessage("policy");
    }

    @ParameterizedTest
    @CsvSource({"enforce, false, true", "dry-run, true, false", "off, true, false"})
    void also_for_a_cost_that_can_never_pass(String mode, boolean allowed, boolean never) {
        Decision decision =
                limiter(mode).tryAcquireAsync("mails", "tenant", 3).toCompletableFuture().join();

        assertThat(decision.allowed()).isEqualTo(allowed);
        assertThat(decision.never()).isEqualTo(never);
    }

    @ParameterizedTest
    @CsvSource({"enforce, 2, 3, 0", "dry-run, 2, 0, 3", "off, 0, 0, 0"})
    void each_decision_is_counted(String mode, long admitted, long rejected, long dryRun) {
        ManualLimiter byHand = limiter(mode);
        byHand.tryAcquire("mails", "tenant", 1);
        for (int i = 0; i < 4; i++) {
            byHand.tryAcquireAsync("mails", "tenant", 1).toCompletableFuture().join();
        }

        DecisionCounter counter = usage.counter("mails", DecisionCounter.NO_TIER);
        assertThat(counter.count(Outcome.ADMITTED)).isEqualTo(admitted);
        assertThat(counter.count(Outcome.REJECTED)).isEqualTo(rejected);
        assertThat(counter.count(Outcome.DRY_RUN_REJECTED)).isEqualTo(dryRun);
    }

    @ParameterizedTest
    @CsvSource({"enforce, REJECTED", "dry-run, DRY_RUN_REJECTED"})
    void whoever_wants_to_know_is_told_of_what_hinders_a_call(String mode, Outcome outcome) {
        List<RestrictedCall> told = new ArrayList<>();
        usage.onRestriction(told::add);
        ManualLimiter byHand = limiter(mode);

        for (int i = 0; i < 3; i++) {
            byHand.tryAcquire("mails", "tenant", 1);
        }

        assertThat(told)
                .singleElement()
                .satisfies(
                        call -> {
                            assertThat(call.policy()).isEqualTo("mails");
                            assertThat(call.outcome()).isEqualTo(outcome);
                            assertThat(call.decision().allowed()).isFalse();
                            assertThat(call.key()).isEqualTo(PartitionKey.bounded("tenant"));
                        });
    }

    private ManualLimiter limiter(String mode) {
        return limiter(mode, "1");
    }

    private ManualLimiter limiter(String mode, String cost) {
        Problems problems = new Problems();
        PolicyCatalog catalog =
                PolicyCatalog.read(
                        new SmallRyeConfigBuilder()
                                .withDefaultValues(
                                        Map.of(
                                                "throttled.policy.mails.limit",
                                                "2/day",
                                                "throttled.policy.mails.mode",
                                                mode,
                                                "throttled.policy.mails.cost",
                                                cost))
                                .build(),
                        BeanNames.NONE,
                        problems);
        assertThat(problems.isEmpty()).as(problems.message()).isTrue();
        return new ManualLimiter(name -> catalog.find(name).orElseThrow(), limiter, usage);
    }
}
