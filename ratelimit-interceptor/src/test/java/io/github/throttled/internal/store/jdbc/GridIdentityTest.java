package io.github.throttled.internal.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.local.LocalCounterStore;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

/** Which rows a grid takes for its own. */
class GridIdentityTest {

    private final AtomicInteger members = new AtomicInteger(3);
    private final Counters marks = marks();

    @Test
    void all_nodes_of_a_grid_have_one_identity() {
        long version = node().current().first();

        assertThat(node().current().wrote(version)).isTrue();
    }

    @Test
    void another_grid_has_another_identity() {
        long version = node().current().first();

        assertThat(new GridIdentity(marks(), members::get).current().wrote(version)).isFalse();
    }

    @Test
    void random_versions_of_an_earlier_release_are_nobodys() {
        assertThat(node().current().wrote(Long.MAX_VALUE)).isFalse();
        assertThat(node().current().wrote(42)).isFalse();
    }

    @Test
    void a_grid_that_nodes_leave_takes_another_identity_once_and_keeps_its_rows() {
        GridIdentity one = node();
        GridIdentity two = node();
        long version = one.current().first();
        two.current();

        members.set(2);
        GridLineage renewed = one.current();
        GridLineage same = two.current();

        assertThat(renewed.newest()).isNotEqualTo(version >>> 32);
        assertThat(same.newest()).isEqualTo(renewed.newest());
        assertThat(renewed.wrote(version)).isTrue();
        assertThat(one.current().newest()).isEqualTo(renewed.newest());
    }

    @Test
    void each_time_that_nodes_leave_is_another_one() {
        GridIdentity node = node();
        node.current();
        members.set(2);
        long first = node.current().newest();
        members.set(3);
        node.current();

        members.set(2);

        assertThat(node.current().newest()).isNotEqualTo(first);
    }

    @Test
    void a_grid_that_does_not_answer_is_asked_for_its_new_identity_until_it_does() {
        boolean[] isDown = {false};
        Counters failing = new FailingCounters(marks, key -> isDown[0]);
        GridIdentity node = new GridIdentity(failing, members::get);
        long before = node.current().newest();

        isDown[0] = true;
        members.set(1);
        assertThatExceptionOfType(DurableCounters.GridFailure.class).isThrownBy(node::current);
        assertThat(node.last().newest()).isEqualTo(before);
        assertThat(node.isCurrent()).isFalse();
        isDown[0] = false;

        assertThat(node.current().newest()).isNotEqualTo(before);
        assertThat(node.isCurrent()).isTrue();
    }

    @Test
    void versions_count_changes_and_never_reach_into_the_identity() {
        GridLineage lineage = GridLineage.of(new long[] {7});

        assertThat(lineage.next(7L << 32 | 41)).isEqualTo(7L << 32 | 42);
        assertThat(lineage.next(7L << 32 | 0xffff_ffffL)).isEqualTo(7L << 32);
        assertThat(lineage.next(8L << 32 | 41) >>> 32).isEqualTo(7);
        assertThat(lineage.first() >>> 32).isEqualTo(7);
    }

    @Test
    void the_identities_that_a_grid_remembers_are_bounded() {
        GridLineage lineage = GridLineage.create();
        for (int i = 0; i < 2000; i++) {
            lineage = lineage.renewed();
        }

        assertThat(lineage.identities()).hasSize(1000).doesNotHaveDuplicates();
    }

    private GridIdentity node() {
        return new GridIdentity(marks, members::get);
    }

    private static Counters marks() {
        return new LocalCounterStore().counters("marks", 60_000, 100);
    }
}
