package io.github.throttled.internal.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.HostileTexts;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

class LoggableExceptionTest {

    private static final String FORGED = "17\r\n2000-01-01 SEVERE forged";
    private static final String ESCAPED = "17\\u000d\\u000a2000-01-01 SEVERE forged";

    @Test
    void what_is_legible_stays_what_it_is() {
        Exception plain = new IllegalStateException("plain", new Exception("Größe"));
        plain.addSuppressed(new Exception((String) null));

        assertThat(LoggableException.of(plain)).isSameAs(plain);
    }

    @Test
    void one_that_says_nothing_at_all_stays_what_it_is() {
        Exception silent =
                new Exception() {
                    @Override
                    public String toString() {
                        return null;
                    }
                };

        assertThat(LoggableException.of(silent)).isSameAs(silent);
    }

    @Test
    void what_is_not_is_escaped_and_tells_the_same() {
        Exception forging = new NumberFormatException(FORGED);

        Throwable legible = LoggableException.of(forging);

        assertThat(legible).hasToString("java.lang.NumberFormatException: " + ESCAPED);
        assertThat(legible).hasMessage(ESCAPED);
        assertThat(legible.getStackTrace()).isEqualTo(forging.getStackTrace());
    }

    @Test
    void causes_and_what_is_suppressed_are_escaped_too() {
        Exception forging = new Exception("plain", new Exception(new Exception(FORGED)));
        forging.addSuppressed(new Exception(FORGED));

        assertThat(printed(LoggableException.of(forging)))
                .contains("Caused by: java.lang.Exception: " + ESCAPED)
                .contains("Suppressed: java.lang.Exception: " + ESCAPED)
                .doesNotContain(FORGED);
    }

    @Test
    void exceptions_that_cause_each_other_have_an_end() {
        Exception one = new Exception(FORGED);
        Exception other = new Exception("other", one);
        one.initCause(other);

        assertThat(printed(LoggableException.of(one))).contains(ESCAPED, "Caused by");
    }

    @Property(tries = 200)
    void no_text_leaves_its_line(@ForAll("hostile") String text) {
        Throwable legible = LoggableException.of(new RuntimeException(text));
        int depth = legible.getStackTrace().length;

        assertThat(printed(legible).split("\\R|\\p{Cntrl}(?<!\\t)")).hasSize(1 + depth);
    }

    private static String printed(Throwable exception) {
        StringWriter text = new StringWriter();
        exception.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Provide
    Arbitrary<String> hostile() {
        return HostileTexts.any();
    }
}
