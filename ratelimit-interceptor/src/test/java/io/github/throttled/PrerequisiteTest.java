package io.github.throttled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

class PrerequisiteTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "false"})
    void without_it_a_test_is_skipped(String ci) {
        assertThatThrownBy(() -> Prerequisite.missing("Install it.", ci))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("Install it.");
    }

    @Test
    void where_tests_decide_it_must_not_be_missing() {
        assertThatThrownBy(() -> Prerequisite.missing("Install it.", "true"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Install it.");
    }

    @Test
    void a_program_is_there_or_not() throws InterruptedException {
        String java = ProcessHandle.current().info().command().orElseThrow();

        assertThat(Prerequisite.hasProgram(java)).isTrue();
        assertThat(Prerequisite.hasProgram(java + "-which-nobody-has")).isFalse();
    }
}
