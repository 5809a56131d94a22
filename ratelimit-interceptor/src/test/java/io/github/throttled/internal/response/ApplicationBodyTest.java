package io.github.throttled.internal.response;

import static io.github.throttled.internal.response.Decisions.exhausted;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.LogCapture;
import io.github.throttled.RejectionBody;

import org.junit.jupiter.api.Test;

import java.util.logging.Level;

class ApplicationBodyTest {

    private static final Decision REJECTION = Decisions.of("p", exhausted(5, "PT1M", "PT12S"));

    private boolean fails = true;

    private final ApplicationBody body =
            new ApplicationBody(
                    new RejectionBody() {
                        @Override
                        public Object write(Decision decision, String detail) {
                            if (fails) {
                                throw new IllegalArgumentException("x\nforged");
                            }
                            return null;
                        }
                    });

    @Test
    void the_log_tells_when_the_application_fails_and_when_it_answers_again() {
        try (LogCapture log = LogCapture.of(ApplicationBody.class)) {
            assertThat(body.write(REJECTION, "detail", null)).isFalse();
            assertThat(body.write(REJECTION, "detail", null)).isFalse();
            fails = false;
            assertThat(body.write(REJECTION, "detail", null)).isFalse();
            assertThat(body.write(REJECTION, "detail", null)).isFalse();

            assertThat(log.lines(Level.WARNING)).hasSize(1);
            assertThat(log.lines(Level.INFO))
                    .containsExactly("The application's RejectionBody works again.");
            assertThat(log.text()).contains("x\\u000aforged").doesNotContain("\nforged");
        }
    }
}
