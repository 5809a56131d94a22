package io.github.throttled.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Boards of one node keep the contract. */
class LocalBoardTest extends BoardContract {

    private final Boards boards = new LocalBoards(System::currentTimeMillis);
    private final Boards others = new LocalBoards(System::currentTimeMillis);

    @Override
    protected Boards here() {
        return boards;
    }

    @Override
    protected Boards there() {
        return boards;
    }

    @Override
    protected Boards ofAnotherApplication() {
        return others;
    }

    @Test
    void the_time_of_an_entry_begins_anew_when_it_is_put_again() {
        AtomicLong clock = new AtomicLong();
        Board<String> board = new LocalBoards(clock::get).texts("a", Duration.ofSeconds(10));
        board.put("old", "1");
        board.put("new", "1");
        clock.set(8_000);
        board.put("new", "1");

        clock.set(12_000);

        assertThat(board.all()).containsOnlyKeys("new");
    }
}
