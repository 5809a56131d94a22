package io.github.throttled.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What every store promises, whatever it is made of. */
public abstract class CounterStoreContract {

    private static final long MEMORY_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final int MAX_KEYS = 1000;

    private final String policy = "policy-" + UUID.randomUUID();

    /** The application's store on one node. */
    protected abstract CounterStore here();

    /** The same application's store on another node, or the same one if there is but one node. */
    protected abstract CounterStore there();

    /** Another application's store, as near to {@link #here} as can be. */
    protected abstract CounterStore ofAnotherApplication();

    private Counters counters;
    private Counters remote;

    @BeforeEach
    void openThePolicyOnBothNodes() {
        counters = open(here(), policy);
        remote = open(there(), policy);
    }

    @Test
    void a_key_nobody_used_is_absent() {
        assertThat(get(counters, "new")).isNull();
    }

    @Test
    void an_absent_key_is_stored_if_it_is_expected_to_be_absent() {
        assertThat(replace(counters, "key", null, state(1, 2, 3))).isTrue();

        assertThat(get(counters, "key")).containsExactly(1, 2, 3);
        assertThat(get(remote, "key")).containsExactly(1, 2, 3);
    }

    @Test
    void a_key_that_is_there_is_not_stored_if_it_is_expected_to_be_absent() {
        replace(counters, "key", null, state(1));

        assertThat(replace(remote, "key", null, state(2))).isFalse();

        assertThat(get(counters, "key")).containsExactly(1);
    }

    @Test
    void the_expected_state_is_replaced() {
        replace(counters, "key", null, state(1, 2));

        assertThat(replace(remote, "key", state(1, 2), state(1, 2, 3))).isTrue();

        assertThat(get(counters, "key")).containsExactly(1, 2, 3);
    }

    @Test
    void an_unexpected_state_stays() {
        replace(counters, "key", null, state(1, 2));

        assertThat(replace(remote, "key", state(1, 3), state(9))).isFalse();
        assertThat(replace(remote, "key", state(1, 2, 0), state(9))).isFalse();
        assertThat(replace(remote, "key", state(1), state(9))).isFalse();

        assertThat(get(counters, "key")).containsExactly(1, 2);
    }

    @Test
    void an_absent_key_is_not_stored_if_a_state_is_expected() {
        assertThat(replace(counters, "key", state(1), state(2))).isFalse();

        assertThat(get(counters, "key")).isNull();
    }

    @Test
    void an_update_tells_that_it_went_to_the_key_itself() {
        assertThat(join(counters.store("key", null, state(1)))).isEqualTo(Counters.Stored.OWN);
        assertThat(join(remote.store("key", null, state(2)))).isEqualTo(Counters.Stored.NOT);
        assertThat(join(remote.store("key", state(1), state(2)))).isEqualTo(Counters.Stored.OWN);

        assertThat(join(counters.getOwn("key"))).containsExactly(2);
    }

    @Test
    void a_state_is_restored_where_there_is_none() {
        assertThat(join(counters.restore("key", state(1)))).isTrue();
        assertThat(join(remote.restore("key", state(2)))).isFalse();

        assertThat(get(remote, "key")).containsExactly(1);
    }

    @Test
    void a_removed_key_is_absent_on_all_nodes() {
        replace(counters, "key", null, state(1));

        join(remote.remove("key"));

        assertThat(get(counters, "key")).isNull();
        assertThat(replace(counters, "key", null, state(2))).isTrue();
    }

    @Test
    void an_absent_key_can_be_removed() {
        join(counters.remove("key"));

        assertThat(get(counters, "key")).isNull();
    }

    @Test
    void keys_do_not_mix() {
        replace(counters, "a", null, state(1));
        replace(counters, "b", null, state(2));
        join(counters.remove("a"));

        assertThat(get(counters, "b")).containsExactly(2);
    }

    @Test
    void policies_do_not_mix() {
        replace(counters, "key", null, state(1));

        assertThat(get(open(here(), policy + "-2"), "key")).isNull();
    }

    @Test
    void applications_do_not_mix() {
        replace(counters, "key", null, state(1));

        assertThat(get(open(ofAnotherApplication(), policy), "key")).isNull();
    }

    @Test
    void a_policy_has_the_same_counters_each_time() {
        assertThat(open(here(), policy)).isSameAs(counters);
    }

    @Test
    void no_increment_is_lost_among_many_threads_of_all_nodes() {
        int threads = 8;
        int increments = 100;
        List<CompletableFuture<Void>> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Counters mine = i % 2 == 0 ? counters : remote;
            workers.add(
                    CompletableFuture.runAsync(
                            () -> increment(mine, increments), task -> new Thread(task).start()));
        }
        workers.forEach(CounterStoreContract::join);

        assertThat(get(counters, "sum")).containsExactly((long) threads * increments);
    }

    @Test
    void there_is_at_least_one_member() {
        assertThat(here().members()).isPositive();
    }

    @Test
    void the_time_is_about_now() {
        assertThat(here().nowMillis())
                .isCloseTo(System.currentTimeMillis(), within(Duration.ofMinutes(1).toMillis()));
    }

    private static void increment(Counters counters, int times) {
        for (int done = 0; done < times; ) {
            long[] seen = get(counters, "sum");
            long[] next = state(seen == null ? 1 : seen[0] + 1);
            done += replace(counters, "sum", seen, next) ? 1 : 0;
        }
    }

    private static Counters open(CounterStore store, String policy) {
        return store.counters(policy, MEMORY_MILLIS, MAX_KEYS);
    }

    private static long[] get(Counters counters, String key) {
        return join(counters.get(key));
    }

    private static boolean replace(Counters counters, String key, long[] expected, long[] update) {
        return join(counters.compareAndSet(key, expected, update));
    }

    private static long[] state(long... values) {
        return values;
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
