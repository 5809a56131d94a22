package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.throttled.Decision;
import io.github.throttled.Strategy;
import io.github.throttled.internal.algorithm.BanRule;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.combining.CachedRejection;
import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.local.LocalCounterStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What two nodes ask of the store that they share. */
class StoreUseTest {

    private static final String KEY = "user:alice";

    private final AtomicLong clock = new AtomicLong(Policies.START);
    private final CounterStore shared = new LocalCounterStore();
    private final ProbedStore here = new ProbedStore(shared, clock);
    private final ProbedStore there = new ProbedStore(shared, clock);
    private final Limiter limiter = new Limiter(here, Duration.ofMinutes(1));
    private final Limiter other = new Limiter(there, Duration.ofMinutes(1));

    @AfterEach
    void close() {
        limiter.close();
        other.close();
    }

    static Stream<Policy> policies() {
        return Policies.ofEveryStrategy(3);
    }

    @Test
    void theFirstCallOfAKeyReadsAndWrites() {
        LimiterCalls.decide(limiter, Policies.perMinute(3), KEY, 1);

        assertOperations(1, 1);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aCallOfAKeyThatNobodyElseTouchedOnlyWrites(Policy policy) {
        LimiterCalls.decide(limiter, policy, KEY, 1);
        here.forgetOperations();

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(1);

        assertOperations(0, 1);
    }

    @Test
    void aCallOfAKeyThatAnotherNodeTouchedFindsThatOut() {
        Policy policy = Policies.perMinute(3);
        LimiterCalls.decide(limiter, policy, KEY, 1);
        LimiterCalls.decide(other, policy, KEY, 1);
        here.forgetOperations();

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isZero();

        assertOperations(1, 2);
    }

    @Test
    void aKeyThatTwoNodesUseInTurnIsReadAtOnceUntilOneHasItAlone() {
        Policy policy = Policies.perMinute(100);
        for (int i = 0; i < 3; i++) {
            LimiterCalls.decide(limiter, policy, KEY, 1);
            LimiterCalls.decide(other, policy, KEY, 1);
        }
        here.forgetOperations();

        LimiterCalls.decide(limiter, policy, KEY, 1);
        assertOperations(1, 1);
        LimiterCalls.decide(limiter, policy, KEY, 1);
        assertOperations(2, 2);
        LimiterCalls.decide(limiter, policy, KEY, 1);
        assertOperations(2, 3);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aRejectionWritesNothingAndReadsOnceASecond(Policy policy) {
        LimiterCalls.decide(limiter, policy, KEY, 2);
        long[] before = stored(policy);
        here.forgetOperations();

        for (int i = 0; i < 5; i++) {
            assertThat(LimiterCalls.decide(limiter, policy, KEY, 2).allowed()).isFalse();
        }
        assertOperations(1, 0);
        clock.addAndGet(999);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 2).allowed()).isFalse();
        assertOperations(1, 0);
        clock.addAndGet(1);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 2).allowed()).isFalse();
        assertOperations(2, 0);
        assertThat(stored(policy)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aRejectionIsFreeForTheNextCall(Policy policy) {
        LimiterCalls.decide(limiter, policy, KEY, 2);
        LimiterCalls.decide(limiter, policy, KEY, 2);
        LimiterCalls.decide(other, policy, KEY, 3);

        assertThat(LimiterCalls.decide(other, policy, KEY, 1).allowed()).isTrue();
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();
    }

    @Test
    void aKeyThatWasExhaustedMayNotBeAnyMore() {
        Policy policy = Policies.perMinute(3);
        LimiterCalls.decide(limiter, policy, KEY, 3);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();

        other.reset(policy, KEY);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();
        clock.addAndGet(CachedRejection.TRUST_MILLIS);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void whoIsRefusedForAWhileIsToldTheTimeThatIsLeft(Policy policy) {
        LimiterCalls.decide(limiter, policy, KEY, 3);
        Duration first = LimiterCalls.decide(limiter, policy, KEY, 1).retryAfter();
        clock.addAndGet(700);
        here.forgetOperations();

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).retryAfter())
                .isEqualTo(first.minusMillis(700));
        assertThat(LimiterCalls.acquire(limiter, policy, KEY, 1).decision().retryAfter())
                .isEqualTo(first.minusMillis(700));
        assertThat(
                        LimiterCalls.decideAsync(limiter, policy, KEY, 1)
                                .toCompletableFuture()
                                .join()
                                .retryAfter())
                .isEqualTo(first.minusMillis(700));
        assertOperations(0, 0);
    }

    @Test
    void whoseTimeHasComeIsAdmittedThoughRefusedAMomentAgo() {
        Policy policy =
                Policies.of(
                        "short",
                        new Counting(Strategy.FIXED_WINDOW),
                        new Limit(1, Duration.ofMillis(10)));
        LimiterCalls.decide(limiter, policy, KEY, 1);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();

        clock.addAndGet(10);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isTrue();
    }

    @Test
    void aSmallerCostIsNotRefusedBecauseALargerOneWas() {
        Policy policy = Policies.perMinute(3);
        LimiterCalls.decide(limiter, policy, KEY, 1);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 3).allowed()).isFalse();

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 2).allowed()).isTrue();
    }

    @Test
    void whatIsGivenBackHereCountsAtOnce() {
        Policy policy = Policies.perMinute(3);
        Grant grant = LimiterCalls.acquire(limiter, policy, KEY, 3);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();

        grant.giveBack();

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isTrue();
    }

    @Test
    void aResetHereCountsAtOnce() {
        Policy policy = Policies.perMinute(3);
        LimiterCalls.decide(limiter, policy, KEY, 3);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();

        limiter.reset(policy, KEY);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isTrue();
    }

    @Test
    void aRaisedLimitCountsAtOnce() {
        LimiterCalls.decide(limiter, Policies.perMinute(3), KEY, 3);
        assertThat(LimiterCalls.decide(limiter, Policies.perMinute(3), KEY, 1).allowed()).isFalse();

        limiter.replace(Policies.perMinute(4));

        assertThat(LimiterCalls.decide(limiter, Policies.perMinute(4), KEY, 1).allowed()).isTrue();
    }

    @Test
    void rejectionsThatLeadToABanAreCountedAll() {
        Policy policy = Policies.banning(1, new BanRule(3, 3_600_000));
        LimiterCalls.decide(limiter, policy, KEY, 1);
        for (int i = 0; i < 3; i++) {
            assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();
        }

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).retryAfter())
                .isEqualTo(Duration.ofHours(1));
        here.forgetOperations();
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).retryAfter())
                .isEqualTo(Duration.ofHours(1));
        assertOperations(0, 0);
    }

    @Test
    void aKeyThatHadPermitsMayNotHaveThemAnyMore() {
        Policy policy = Policies.perMinute(3);
        LimiterCalls.decide(limiter, policy, KEY, 1);
        LimiterCalls.decide(other, policy, KEY, 2);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void peekingTakesNothingAndLooksAfresh(Policy policy) {
        LimiterCalls.decide(limiter, policy, KEY, 1);
        LimiterCalls.decide(other, policy, KEY, 1);
        long[] before = stored(policy);
        here.forgetOperations();

        for (int i = 0; i < 5; i++) {
            Decision decision = limiter.peek(policy, KEY);
            assertThat(decision.allowed()).isTrue();
            assertThat(decision.remaining()).isEqualTo(1);
        }

        assertOperations(5, 0);
        assertThat(stored(policy)).isEqualTo(before);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isTrue();
        assertThat(limiter.peek(policy, KEY).allowed()).isFalse();
    }

    @Test
    void peekingAtANewKeyCreatesNothing() {
        assertThat(limiter.peek(Policies.perMinute(3), KEY).remaining()).isEqualTo(3);

        assertThat(stored(Policies.perMinute(3))).isNull();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aResetForgetsOnAllNodes(Policy policy) {
        LimiterCalls.decide(limiter, policy, KEY, 2);
        LimiterCalls.decide(other, policy, KEY, 1);

        limiter.reset(policy, KEY);

        assertThat(stored(policy)).isNull();
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(2);
        assertThat(LimiterCalls.decide(other, policy, KEY, 2).remaining()).isZero();
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();
    }

    @Test
    void aResetKeyIsKnownAndNotRead() {
        LimiterCalls.decide(limiter, Policies.perMinute(3), KEY, 1);
        limiter.reset(Policies.perMinute(3), KEY);
        here.forgetOperations();

        assertThat(LimiterCalls.decide(limiter, Policies.perMinute(3), KEY, 1).remaining())
                .isEqualTo(2);

        assertOperations(0, 1);
    }

    @Test
    void aResetForgetsNoOtherKey() {
        Policy policy = Policies.perMinute(1);
        LimiterCalls.decide(limiter, policy, "user:bob", 1);

        limiter.reset(policy, KEY);

        assertThat(LimiterCalls.decide(limiter, policy, "user:bob", 1).allowed()).isFalse();
    }

    @Test
    void aCostThatCanNeverPassIsRejectedForEver() {
        Decision decision = LimiterCalls.decide(limiter, Policies.perMinute(3), KEY, 4);

        assertThat(decision.allowed()).isFalse();
        assertThat(decision.never()).isTrue();
        assertOperations(1, 0);
    }

    @Test
    void aCallCostsSomething() {
        Policy policy = Policies.perMinute(3);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LimiterCalls.decide(limiter, policy, KEY, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LimiterCalls.decideAsync(limiter, policy, KEY, -1));
        assertOperations(0, 0);
    }

    private void assertOperations(int reads, int writes) {
        assertThat(here.reads).as("reads").hasValue(reads);
        assertThat(here.writes).as("writes").hasValue(writes);
    }

    private long[] stored(Policy policy) {
        return shared.counters(policy.name(), 1, 1).get(KEY).toCompletableFuture().join();
    }
}
