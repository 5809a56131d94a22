package io.github.throttled.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Throttled;
import io.github.throttled.engine.Limiter;
import io.github.throttled.store.LocalCounterStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

class LetInTest {

    private static final class Orders {
        @Throttled("any")
        void list() {}
    }

    private final Limiter limiter = new Limiter(new LocalCounterStore(), Duration.ofMinutes(1));
    private final Gate gate = gate();
    private final Passage passage = Passage.ofRequest();

    @AfterEach
    void close() {
        LetIn.left();
        limiter.close();
    }

    @Test
    void the_method_behind_the_gate_begins_once() {
        LetIn.passed(gate, passage);

        assertThat(LetIn.begins(gate)).containsSame(passage);
        assertThat(LetIn.begins(gate)).isEmpty();
    }

    @Test
    void a_call_before_it_of_another_method_is_not_let_in() {
        LetIn.passed(gate, passage);

        assertThat(LetIn.begins(gate())).isEmpty();
        assertThat(LetIn.begins(gate)).containsSame(passage);
    }

    @Test
    void a_request_that_has_left_lets_no_other_in() {
        LetIn.passed(gate, passage);
        LetIn.left();

        assertThat(LetIn.begins(gate)).isEmpty();
    }

    @Test
    void another_request_is_not_let_in_meanwhile() {
        LetIn.passed(gate, passage);

        Optional<Passage> other =
                CompletableFuture.supplyAsync(
                                () -> LetIn.begins(gate), task -> new Thread(task).start())
                        .join();

        assertThat(other).isEmpty();
    }

    private Gate gate() {
        return new Gate(
                Sites.of(Orders.class).findFirst().orElseThrow(),
                List.of(),
                new Turn(limiter.waitingRoom()),
                charge -> {
                    throw new AssertionError("There is no charge.");
                });
    }
}
