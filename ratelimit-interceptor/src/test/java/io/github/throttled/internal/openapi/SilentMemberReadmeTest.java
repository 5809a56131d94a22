package io.github.throttled.internal.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.LogCapture;
import io.github.throttled.Readme;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.store.hazelcast.Grid;

import org.junit.jupiter.api.Test;

import java.util.logging.Level;

/** What the manual shows of a silent member is what there is to see. */
class SilentMemberReadmeTest {

    @Test
    void the_line_of_the_log_is_the_one_that_is_written() {
        try (LogCapture log = LogCapture.ofAll();
                Limiter limiter = FrozenMember.found()) {
            assertThat(limiter.storeState().silentMembers()).hasSize(1);
            // The line follows the finding.
            Grid.await(() -> !log.lines(Level.WARNING).isEmpty());

            String line = log.lines(Level.WARNING).get(0).replace("for 50 ms", "for 1000 ms");
            assertThat(Readme.blocks("text"))
                    .anySatisfy(block -> assertThat(block).startsWith(line + "\n"));
        }
    }
}
