package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.QuotaUnit;
import io.github.throttled.internal.algorithm.Algorithm;
import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.engine.combining.DecisionFactory;
import io.github.throttled.internal.store.EvictionRank;
import io.github.throttled.internal.store.local.LocalCounterStore;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A node that counts for itself, and whose map of counters is full. */
class LocalDeciderTest {

    private static final Limits TEN_AT_ONCE =
            new Limits(List.of(Algorithm.tokenBucket(10, 10_000, 10)));
    private static final Limits TEN_AN_HOUR =
            new Limits(List.of(Algorithm.fixedWindow(10, 3_600_000)));

    private final AtomicLong clock = new AtomicLong(Policies.START);

    @Test
    void permits_of_the_shared_counter_are_not_given_back_to_the_key() {
        LocalDecider decider = decider(TEN_AT_ONCE, 1, EvictionRank.of(TEN_AT_ONCE));
        take(decider, "exhausted", 10);
        Grant ofShared = decider.acquire("new", 5);
        // The key that was exhausted has a permit again, so its counter may leave.
        clock.addAndGet(1_001);
        take(decider, "new", 10);

        ofShared.giveBack();

        assertThat(decider.decide("new", 1).allowed()).isFalse();
    }

    @Test
    void permits_of_the_shared_counter_return_to_it() {
        LocalDecider decider = decider(TEN_AN_HOUR, 1, EvictionRank.of(TEN_AN_HOUR));
        take(decider, "exhausted", 10);
        Grant ofShared = decider.acquire("new", 10);
        assertThat(decider.decide("newer", 1).allowed()).isFalse();

        ofShared.giveBack();

        take(decider, "newer", 10);
    }

    @Test
    void permits_of_an_evicted_counter_are_not_given_back_to_its_successor() {
        LocalDecider decider = decider(TEN_AN_HOUR, 1, EvictionRank.of(TEN_AN_HOUR));
        Grant ofEvicted = decider.acquire("key", 5);
        take(decider, "other", 1);
        take(decider, "key", 10);

        ofEvicted.giveBack();

        assertThat(decider.decide("key", 1).allowed()).isFalse();
    }

    @Test
    void a_counter_that_is_exhausted_during_an_eviction_stays() {
        EvictionRank rank = EvictionRank.of(TEN_AN_HOUR);
        AtomicInteger ranked = new AtomicInteger();
        LocalDecider[] decider = new LocalDecider[1];
        // As another thread may do while the counters are sorted.
        EvictionRank exhausting =
                (state, now) -> {
                    int value = rank.of(state, now);
                    if (ranked.incrementAndGet() == 2) {
                        take(decider[0], "a", 9);
                    }
                    return value;
                };
        decider[0] = decider(TEN_AN_HOUR, 2, exhausting);
        // The longest untouched one, which would leave first.
        take(decider[0], "a", 1);
        clock.incrementAndGet();
        take(decider[0], "b", 1);
        clock.incrementAndGet();

        take(decider[0], "c", 1);

        assertThat(ranked.get()).isGreaterThan(2);
        assertThat(decider[0].decide("a", 1).allowed()).isFalse();
    }

    private static void take(LocalDecider decider, String key, long permits) {
        assertThat(decider.decide(key, permits).allowed()).isTrue();
    }

    private LocalDecider decider(Limits limits, int maxKeys, EvictionRank rank) {
        return new LocalDecider(
                new DecisionFactory("policy", QuotaUnit.REQUESTS, limits),
                limits,
                new LocalCounterStore(clock::get)
                        .counters("policy", limits.memoryMillis(), maxKeys, rank));
    }
}
