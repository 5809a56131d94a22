package io.github.throttled.internal.engine.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.store.Peer;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Grids of 3 to 50 members in simulated time. */
class MemberMonitorTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    /** How many of a grid's members are found silent, and when they are back. */
    private static final class Told implements MemberMonitor.Listener {

        private final List<String> lines = new ArrayList<>();
        private final List<Long> silences = new ArrayList<>();

        @Override
        public void failed(Peer peer) {
            lines.add("failed " + peer.id());
        }

        @Override
        public void recovered(Peer peer, long silentNanos) {
            lines.add("recovered " + peer.id());
            silences.add(silentNanos);
        }

        @Override
        public void left(Peer peer, boolean hadFailed) {
            lines.add("left " + peer.id() + (hadFailed ? " silent" : ""));
        }
    }

    private final Told told = new Told();
    private MemberMonitor monitor;

    /** Those that have left since, too. */
    private List<Peer> everybody;

    @Property(tries = 200)
    void no_member_is_found_silent_while_all_answer(
            @ForAll @IntRange(min = 2, max = 49) int others, @ForAll long seed) {
        SimulatedGrid grid = grid(others, seed);
        long longest = SECOND - monitor.interval().toNanos();
        grid.delay(() -> grid.random().nextLong(longest));

        grid.pass(60 * SECOND);

        assertThat(told.lines).isEmpty();
    }

    /** Answers of one second and more, and one of twenty lost, as long as others come meanwhile. */
    @Property(tries = 200)
    void slow_and_lost_answers_are_no_silence_while_others_come(
            @ForAll @IntRange(min = 2, max = 49) int others,
            @ForAll @DoubleRange(min = 0, max = 0.05) double loss,
            @ForAll long seed) {
        SimulatedGrid grid = grid(others, seed);
        grid.loss(loss);
        grid.delay(() -> 3 * SECOND);
        callersAsk(grid, 200 * MILLI);

        grid.pass(60 * SECOND);

        assertThat(told.lines).isEmpty();
    }

    @Property(tries = 200)
    void the_nodes_own_stalls_are_nobodys_silence(
            @ForAll @IntRange(min = 2, max = 49) int others,
            @ForAll @LongRange(min = 1, max = 30_000) long stallMillis,
            @ForAll long seed) {
        SimulatedGrid grid = grid(others, seed);
        grid.delay(() -> grid.random().nextLong(300 * MILLI));
        for (int i = 0; i < 20; i++) {
            grid.pass(grid.random().nextLong(2 * SECOND));
            grid.stopSelf(stallMillis * MILLI);
            grid.pass(stallMillis * MILLI);
        }
        grid.pass(10 * SECOND);

        assertThat(told.lines).isEmpty();
    }

    @Property(tries = 200)
    void a_frozen_member_is_found_in_bounded_time_and_no_other(
            @ForAll @IntRange(min = 2, max = 49) int others, @ForAll long seed) {
        SimulatedGrid grid = grid(others, seed);
        grid.delay(() -> grid.random().nextLong(300 * MILLI));
        grid.pass(5 * SECOND + grid.random().nextLong(SECOND));
        Peer victim = grid.all().get(grid.random().nextInt(others));

        grid.freeze(victim);
        grid.pass(TIMEOUT.toNanos() - monitor.interval().toNanos());
        // Its last answer may be from before, by as long as an answer takes.
        grid.pass(4 * monitor.interval().toNanos());

        assertThat(told.lines).containsExactly("failed " + victim.id());
        assertThat(monitor.isSilent(victim)).isTrue();
        assertThat(silent()).containsExactly(victim);
    }

    @Property(tries = 200)
    void a_member_that_goes_on_is_alive_again_at_once(
            @ForAll @IntRange(min = 2, max = 49) int others,
            @ForAll @LongRange(min = 2_000, max = 120_000) long frozenMillis,
            @ForAll long seed) {
        SimulatedGrid grid = grid(others, seed);
        grid.delay(() -> grid.random().nextLong(20 * MILLI));
        grid.pass(5 * SECOND);
        Peer victim = grid.all().get(0);
        grid.freeze(victim);
        grid.pass(frozenMillis * MILLI);

        grid.thaw(victim);
        grid.pass(2 * monitor.interval().toNanos() + 40 * MILLI);

        assertThat(told.lines).containsExactly("failed " + victim.id(), "recovered " + victim.id());
        grid.pass(60 * SECOND);
        assertThat(told.lines).hasSize(2);
    }

    @Test
    void a_frozen_member_is_asked_once_in_a_timeout() {
        SimulatedGrid grid = afterOneSecond(1);
        grid.freeze(grid.all().get(0));
        long before = grid.questions();

        grid.pass(60 * SECOND);

        assertThat(grid.questions() - before).isBetween(40L, 61L);
    }

    @Test
    void a_member_that_is_asked_by_callers_is_not_asked_besides() {
        SimulatedGrid grid = grid(1, 7);
        callersAsk(grid, monitor.interval().toNanos() / 2);
        grid.pass(SECOND);
        long before = grid.questions();

        grid.pass(60 * SECOND);

        assertThat(grid.questions()).isEqualTo(before);
    }

    @Test
    void late_answers_to_earlier_questions_do_not_bring_a_member_back() {
        SimulatedGrid grid = afterOneSecond(1);
        Peer victim = grid.all().get(0);
        long asked = grid.nanos();
        grid.freeze(victim);
        grid.pass(10 * SECOND);

        monitor.answered(victim, asked);

        assertThat(monitor.isSilent(victim)).isTrue();
        assertThat(told.lines).containsExactly("failed " + victim.id());
    }

    @Test
    void an_answer_to_what_was_asked_at_the_instant_of_the_failure_brings_a_member_back() {
        SimulatedGrid grid = afterOneSecond(1);
        Peer victim = grid.all().get(0);
        grid.freeze(victim);
        while (!monitor.isSilent(victim)) {
            grid.pass(MILLI);
        }
        long failed = grid.nanos();
        grid.pass(2 * SECOND);

        monitor.answered(victim, failed - MILLI);
        assertThat(monitor.isSilent(victim)).isTrue();
        monitor.answered(victim, failed);

        assertThat(monitor.isSilent(victim)).isFalse();
        assertThat(told.silences).containsExactly(2 * SECOND);
    }

    @Test
    void a_question_that_could_not_be_asked_is_asked_again_at_once() {
        SimulatedGrid grid = grid(1, 7);
        grid.failToAsk(5);

        grid.pass(7 * monitor.interval().toNanos());

        assertThat(grid.questions()).isBetween(6L, 7L);
        assertThat(told.lines).isEmpty();
    }

    @Test
    void whoever_leaves_is_forgotten_at_once() {
        SimulatedGrid grid = afterOneSecond(2);
        Peer gone = grid.all().get(0);

        grid.leave(gone);

        assertThat(told.lines).containsExactly("left " + gone.id());
    }

    @Test
    void whoever_leaves_unnoticed_is_forgotten_with_the_next_check() {
        SimulatedGrid grid = afterOneSecond(2);
        Peer gone = grid.all().get(0);

        grid.vanish(gone);
        grid.pass(monitor.interval().toNanos());

        assertThat(told.lines).containsExactly("left " + gone.id());
    }

    /** Its own grid has ended: it does not know of any member any more. */
    @Test
    void a_node_that_sees_nobody_forgets_nobody() {
        SimulatedGrid grid = afterOneSecond(2);

        grid.all().forEach(grid::vanish);
        grid.pass(SECOND);

        assertThat(told.lines).isEmpty();
    }

    @Test
    void names_are_looked_up_before_they_are_needed_and_not_of_silent_members() {
        SimulatedGrid grid = grid(1, 7);
        Peer peer = grid.all().get(0);
        grid.pass(41 * monitor.interval().toNanos());
        assertThat(grid.named()).containsExactly(peer, peer, peer, peer, peer);

        grid.freeze(peer);
        grid.pass(2 * SECOND);
        int before = grid.named().size();
        grid.pass(10 * SECOND);

        assertThat(grid.named()).hasSize(before);
    }

    @Test
    void a_check_says_how_long_this_node_was_running_since_the_last_one() {
        SimulatedGrid grid = new SimulatedGrid(1, new Random(7));
        monitor = new MemberMonitor(grid, TIMEOUT, grid::nanos, told);

        grid.pass(60 * MILLI);
        assertThat(monitor.check()).isEqualTo(60 * MILLI);
        grid.pass(149 * MILLI);
        assertThat(monitor.check()).isEqualTo(149 * MILLI);
        grid.pass(30 * SECOND);
        assertThat(monitor.check()).isEqualTo(150 * MILLI);
    }

    @Test
    void there_are_ten_checks_in_a_timeout_at_sensible_intervals() {
        assertThat(interval(1_000)).isEqualTo(Duration.ofMillis(100));
        assertThat(interval(60)).isEqualTo(Duration.ofMillis(6));
        assertThat(interval(40)).isEqualTo(Duration.ofMillis(5));
        assertThat(interval(2_000)).isEqualTo(Duration.ofMillis(200));
        assertThat(interval(9_000)).isEqualTo(Duration.ofMillis(250));
    }

    private static Duration interval(long timeoutMillis) {
        SimulatedGrid grid = new SimulatedGrid(0, new Random(7));
        Duration timeout = Duration.ofMillis(timeoutMillis);
        return new MemberMonitor(grid, timeout, grid::nanos, new Told()).interval();
    }

    @Test
    void a_member_that_has_left_is_silent_no_more() {
        SimulatedGrid grid = afterOneSecond(2);
        Peer victim = grid.all().get(0);
        grid.freeze(victim);
        grid.pass(2 * SECOND);
        assertThat(silent()).containsExactly(victim);

        grid.leave(victim);
        grid.pass(10 * SECOND);

        assertThat(silent()).isEmpty();
        assertThat(told.lines)
                .containsExactly("failed " + victim.id(), "left " + victim.id() + " silent");
    }

    private List<Peer> silent() {
        return everybody.stream().filter(monitor::isSilent).toList();
    }

    private SimulatedGrid grid(int others, long seed) {
        SimulatedGrid grid = new SimulatedGrid(others, new Random(seed));
        everybody = grid.all();
        told.lines.clear();
        monitor = new MemberMonitor(grid, TIMEOUT, grid::nanos, told);
        grid.lookEvery(monitor.interval().toNanos(), monitor::check);
        return grid;
    }

    private SimulatedGrid afterOneSecond(int others) {
        SimulatedGrid grid = grid(others, 7);
        grid.pass(SECOND);
        return grid;
    }

    /** What callers ask of the members is answered at once. */
    private void callersAsk(SimulatedGrid grid, long pauseNanos) {
        grid.lookEvery(
                pauseNanos, () -> grid.all().forEach(peer -> monitor.answered(peer, grid.nanos())));
    }
}
