package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/** A limit that cannot be counted exactly is refused when it is made, with the reason. */
class BoundsTest {

    private static final long LONGEST = Algorithm.MAX_WINDOW_MILLIS;

    @ParameterizedTest
    @MethodSource("wrongRules")
    void a_limit_out_of_bounds_is_refused(Rule rule, String message) {
        assertThatIllegalArgumentException().isThrownBy(rule::algorithm).withMessage(message);
    }

    static Stream<Arguments> wrongRules() {
        return Stream.of(Rule.Kind.values())
                .flatMap(
                        kind ->
                                Stream.of(
                                        wrong(
                                                kind,
                                                0,
                                                1_000,
                                                "A quota is at least 1 permit, not 0."),
                                        wrong(kind, 1, 0, "A window is at least 1 ms, not 0."),
                                        wrong(
                                                kind,
                                                1,
                                                LONGEST + 1,
                                                "A window is at most 35184372088832 ms, not"
                                                        + " 35184372088833."),
                                        wrong(
                                                kind,
                                                65_537,
                                                LONGEST,
                                                "The quota of a window of 35184372088832 ms is at"
                                                        + " most 65536 permits, not 65537.")));
    }

    private static Arguments wrong(Rule.Kind kind, long quota, long window, String message) {
        return Arguments.of(new Rule(kind, quota, window, 2), message);
    }

    @Test
    void a_window_in_one_segment_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(Rule.segmentedWindow(5, 1_000, 1)::algorithm)
                .withMessage("A window is cut into 2 to 100 segments, not 1.");
    }

    @Test
    void a_window_in_too_many_segments_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(Rule.segmentedWindow(5, 1_000, 101)::algorithm)
                .withMessage("A window is cut into 2 to 100 segments, not 101.");
    }

    @Test
    void a_log_of_too_many_permits_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(Rule.slidingLog(1_025, 1_000)::algorithm)
                .withMessage("A sliding log remembers at most 1024 permits, not 1025.");
    }

    @Test
    void a_policy_without_limits_is_refused() {
        List<Algorithm> none = List.of();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Limits(none))
                .withMessage("A policy needs at least one limit.");
    }

    @ParameterizedTest
    @EnumSource(Rule.Kind.class)
    void the_longest_window_is_accepted(Rule.Kind kind) {
        assertThatCode(new Rule(kind, 1_024, LONGEST, 100)::algorithm).doesNotThrowAnyException();
    }
}
