package io.github.throttled.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** What requests get of a board while the store answers, and while it does not. */
class CachedSharedMapTest {

    private static final Duration KEPT = Duration.ofMinutes(5);

    private final AtomicLong clock = new AtomicLong(1_000);
    private final AtomicBoolean isSilent = new AtomicBoolean();
    private final FrozenSharedMaps sharedMaps = new FrozenSharedMaps(clock::get);
    private final SharedMap<String> map = sharedMaps.texts("board", Duration.ZERO);
    private final CachedSharedMap<String> remembered =
            new CachedSharedMap<>(map, isSilent::get, clock::get, KEPT);

    @Test
    void a_request_gets_what_is_on_the_board_now() {
        map.put("a", "1");
        remembered.recent();
        map.put("a", "2");
        clock.set(2_000);

        assertThat(remembered.recent())
                .isEqualTo(new CachedSharedMap.Reading<>(Map.of("a", "2"), 2_000));
    }

    @Test
    void a_request_does_not_wait_while_a_member_is_silent_but_gets_what_was_read_last() {
        map.put("a", "1");
        remembered.read();
        freeze();
        clock.set(31_000);

        assertThat(remembered.recent())
                .isEqualTo(new CachedSharedMap.Reading<>(Map.of("a", "1"), 1_000));
        assertThat(sharedMaps.reads()).isZero();
    }

    @Test
    void it_gets_that_too_if_it_waits_in_vain() {
        map.put("a", "1");
        remembered.recent();
        sharedMaps.freeze();

        assertThat(remembered.recent().entries()).containsEntry("a", "1");
        assertThat(sharedMaps.reads()).isEqualTo(1);
    }

    @Test
    void nothing_is_made_up_if_nothing_was_ever_read() {
        freeze();

        assertThatIllegalStateException().isThrownBy(remembered::recent);
        assertThat(sharedMaps.reads()).isZero();
    }

    @Test
    void what_was_read_too_long_ago_is_worth_nothing() {
        remembered.recent();
        freeze();
        clock.addAndGet(KEPT.toMillis());
        remembered.forgetOld();
        assertThat(remembered.recent().entries()).isEmpty();

        clock.incrementAndGet();
        assertThatIllegalStateException().isThrownBy(remembered::recent);
    }

    @Test
    void one_that_shall_remember_nothing_does_not() {
        CachedSharedMap<String> forgetful =
                new CachedSharedMap<>(map, isSilent::get, clock::get, Duration.ZERO);
        forgetful.recent();
        freeze();

        assertThatIllegalStateException().isThrownBy(forgetful::recent);
    }

    @Test
    void who_wants_to_know_it_now_is_told_that_the_store_does_not_answer() {
        remembered.read();
        freeze();

        assertThatIllegalStateException().isThrownBy(remembered::read);
    }

    private void freeze() {
        sharedMaps.freeze();
        isSilent.set(true);
    }
}
