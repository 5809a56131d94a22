package io.github.throttled.internal.engine.failover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;

/** What a state of the store says of itself. */
class StoreStateTest {

    private static final int PARTS = 271;

    private static final SilentMember SHOP_3 = member("shop-3", "10.0.0.3:6900", 90);
    private static final SilentMember SHOP_2 = member("shop-2", "10.0.0.2:6900", 91);
    private static final SilentMember NAMELESS = member("10.0.0.4:6900", "10.0.0.4:6900", 0);

    @Test
    void a_whole_store_has_nothing_to_tell() {
        StoreState state = state(0);

        assertThat(state.isWhole()).isTrue();
        assertThat(state.detail()).isEmpty();
        assertThat(state.silentPercent()).isZero();
    }

    @Test
    void a_silent_member_is_named_with_its_address_and_its_share() {
        StoreState state = state(90, SHOP_3);

        assertThat(state.isWhole()).isFalse();
        assertThat(state.detail())
                .isEqualTo("member shop-3 (10.0.0.3:6900) is silent, 33 % of the counters");
    }

    @Test
    void several_are_named_in_order_and_their_shares_added() {
        assertThat(state(181, SHOP_3, SHOP_2).detail())
                .isEqualTo(
                        "members shop-2 (10.0.0.2:6900) and shop-3 (10.0.0.3:6900) are silent,"
                                + " 67 % of the counters");
    }

    @Test
    void parts_that_hang_besides_are_counted() {
        assertThat(state(94, SHOP_3).detail())
                .isEqualTo(
                        "member shop-3 (10.0.0.3:6900) is silent, 33 % of the counters; 4 other"
                                + " parts do not answer either");
    }

    @Test
    void parts_that_hang_while_no_member_is_silent_are_counted() {
        assertThat(state(4).detail())
                .isEqualTo("4 of 271 parts do not answer, 1 % of the counters");
    }

    @Test
    void a_silent_member_that_owns_nothing_is_told_of_all_the_same() {
        StoreState state = state(0, NAMELESS);

        assertThat(state.isWhole()).isFalse();
        assertThat(state.detail()).isEqualTo("member 10.0.0.4:6900 is silent, 0 % of the counters");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "4, 1", "5, 2", "90, 33", "135, 50", "270, 99", "271, 100"})
    void some_is_never_nothing_and_not_all_is_never_all(int some, int percent) {
        assertThat(state(some).percent(some)).isEqualTo(percent);
    }

    private static SilentMember member(String name, String address, int parts) {
        return new SilentMember("id-of-" + address, name, address, Instant.EPOCH, parts);
    }

    private static StoreState state(int silent, SilentMember... members) {
        return new StoreState(
                StoreState.Status.OPEN, Instant.EPOCH, silent, PARTS, List.of(members));
    }
}
