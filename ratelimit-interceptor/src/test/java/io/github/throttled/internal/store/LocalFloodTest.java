package io.github.throttled.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.store.local.LocalCounterStore;
import io.github.throttled.internal.store.local.LocalCounters;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Those who flood a node with keys. What a state is worth is the number in it. */
class LocalFloodTest {

    private static final int MAX_KEYS = 1000;
    private static final long MEMORY_MILLIS = 60_000;

    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final LocalCounters counters =
            new LocalCounterStore(clock::get)
                    .counters("policy", MEMORY_MILLIS, MAX_KEYS, (state, now) -> (int) state[0]);

    @Test
    void a_million_keys_stay_within_the_bound_and_wash_no_denial_off() {
        add("limited", EvictionRank.LIMITED);
        int most = 0;
        for (int i = 0; i < 1_000_000; i++) {
            add("attack" + i, 1);
            most = Math.max(most, counters.size());
        }

        assertThat(most).isEqualTo(MAX_KEYS);
        assertThat(get("limited")).containsExactly(EvictionRank.LIMITED);
    }

    @Test
    void what_is_worth_less_leaves_first_however_recent() {
        for (int i = 0; i < MAX_KEYS; i++) {
            add("key" + i, MAX_KEYS - 1 - i);
            clock.incrementAndGet();
        }
        add("last", 1);

        assertThat(get("key" + (MAX_KEYS - 1))).isNull();
        assertThat(get("key0")).isNotNull();
    }

    @Test
    void a_counter_that_is_changed_during_an_eviction_stays_if_it_is_worth_more_now() {
        AtomicBoolean isFirst = new AtomicBoolean(true);
        AtomicReference<Counters> evicting = new AtomicReference<>();
        EvictionRank rank =
                (state, now) -> {
                    if (state[0] == 2 && isFirst.getAndSet(false)) {
                        evicting.get().compareAndSet("b", state(1), state(EvictionRank.LIMITED));
                        evicting.get().compareAndSet("a", state(1), state(EvictionRank.LIMITED));
                    }
                    return (int) state[0];
                };
        LocalCounters three =
                new LocalCounterStore(clock::get).counters("policy", MEMORY_MILLIS, 3, rank);
        evicting.set(three);
        three.compareAndSet("a", null, state(1));
        three.compareAndSet("b", null, state(1));
        three.compareAndSet("c", null, state(2));
        clock.incrementAndGet();

        three.compareAndSet("d", null, state(1));

        assertThat(three.getOwn("a").toCompletableFuture().join()).isNotNull();
        assertThat(three.getOwn("b").toCompletableFuture().join()).isNotNull();
        assertThat(three.getOwn("c").toCompletableFuture().join()).isNull();
        assertThat(three.getOwn("d").toCompletableFuture().join()).isNotNull();
    }

    @Test
    void where_all_are_limited_those_who_come_share_one_counter() {
        for (int i = 0; i < MAX_KEYS; i++) {
            add("limited" + i, EvictionRank.LIMITED);
        }

        assertThat(add("new", 1)).isTrue();
        assertThat(get("new")).containsExactly(1);
        assertThat(get("newer")).containsExactly(1);
        assertThat(add("newer", 1)).isFalse();
        assertThat(set("newer", 1, 2)).isTrue();
        assertThat(get("new")).containsExactly(2);
        assertThat(get("limited0")).containsExactly(EvictionRank.LIMITED);
        assertThat(counters.size()).isEqualTo(MAX_KEYS + 1);
    }

    @Test
    void they_have_their_own_again_when_there_is_room() {
        for (int i = 0; i < MAX_KEYS; i++) {
            add("limited" + i, EvictionRank.LIMITED);
        }
        add("new", 1);
        clock.addAndGet(MEMORY_MILLIS + 1);

        assertThat(add("new", 5)).isTrue();
        assertThat(get("newer")).isNull();
        assertThat(counters.size()).isEqualTo(1);
    }

    @Test
    void what_is_restored_has_a_counter_of_its_own_also_where_there_is_no_room() {
        for (int i = 0; i < MAX_KEYS; i++) {
            add("limited" + i, EvictionRank.LIMITED);
        }
        add("new", 1);

        assertThat(restore("restored", EvictionRank.LIMITED)).isTrue();
        assertThat(restore("restored", 7)).isFalse();
        assertThat(restore("limited0", 7)).isFalse();

        assertThat(get("restored")).containsExactly(EvictionRank.LIMITED);
        assertThat(get("limited0")).containsExactly(EvictionRank.LIMITED);
        assertThat(getOwn("restored")).containsExactly(EvictionRank.LIMITED);
    }

    @Test
    void an_update_tells_whether_it_went_to_the_counter_that_keys_share() {
        assertThat(store("first", null, 1)).isEqualTo(Counters.Stored.OWN);
        assertThat(store("first", null, 1)).isEqualTo(Counters.Stored.NOT);
        for (int i = 0; i < MAX_KEYS; i++) {
            add("limited" + i, EvictionRank.LIMITED);
        }

        assertThat(store("new", null, 2)).isEqualTo(Counters.Stored.SHARED);
        assertThat(store("newer", state(2), 3)).isEqualTo(Counters.Stored.SHARED);
        assertThat(store("newer", state(2), 4)).isEqualTo(Counters.Stored.NOT);
        assertThat(store("limited0", state(EvictionRank.LIMITED), 5))
                .isEqualTo(Counters.Stored.OWN);
        assertThat(get("newest")).containsExactly(3);
        assertThat(getOwn("newest")).isNull();
    }

    private boolean restore(String key, long rank) {
        return counters.restore(key, state(rank)).toCompletableFuture().join();
    }

    private Counters.Stored store(String key, long[] before, long after) {
        return counters.store(key, before, state(after)).toCompletableFuture().join();
    }

    private long[] getOwn(String key) {
        return counters.getOwn(key).toCompletableFuture().join();
    }

    private static long[] state(long rank) {
        return new long[] {rank};
    }

    private boolean add(String key, long rank) {
        return counters.compareAndSet(key, null, new long[] {rank}).toCompletableFuture().join();
    }

    private boolean set(String key, long before, long after) {
        return counters.compareAndSet(key, new long[] {before}, new long[] {after})
                .toCompletableFuture()
                .join();
    }

    private long[] get(String key) {
        return counters.get(key).toCompletableFuture().join();
    }
}
