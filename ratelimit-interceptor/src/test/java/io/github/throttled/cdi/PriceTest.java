package io.github.throttled.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.LogCapture;
import io.github.throttled.key.Caller;
import io.github.throttled.policy.Cost;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class PriceTest {

    /** A call with this argument for its cost. */
    private record Costing(Object costArgument) implements Caller {
        @Override
        public String remoteAddress() {
            return null;
        }

        @Override
        public String userName() {
            return null;
        }

        @Override
        public boolean isInRole(String role) {
            return false;
        }

        @Override
        public String header(String name) {
            return null;
        }
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void an_argument_multiplies_the_cost(Object argument, long expected) {
        assertThat(price(new Cost(3)).of(new Costing(argument))).isEqualTo(expected);
    }

    static Stream<Arguments> arguments() {
        return Stream.of(
                Arguments.of(null, 3),
                Arguments.of(4, 12),
                Arguments.of(4L, 12),
                Arguments.of(0, 3),
                Arguments.of(-7, 3),
                Arguments.of(Long.MAX_VALUE, Long.MAX_VALUE),
                Arguments.of(List.of(1, 2), 6),
                Arguments.of(List.of(), 3),
                Arguments.of(Map.of("a", 1), 3),
                Arguments.of("four", 12),
                Arguments.of(new int[5], 15),
                Arguments.of(new Object(), 3));
    }

    @Test
    void a_resolver_tells_the_cost() {
        assertThat(price(new Cost(1, Optional.of("seven"))).of(new Costing(2))).isEqualTo(14);
    }

    @Test
    void a_resolver_that_fails_costs_one() {
        assertThat(price(new Cost(1, Optional.of("failing"))).of(new Costing(null))).isEqualTo(1);
    }

    @Test
    void a_resolver_that_quotes_a_caller_forges_no_line_of_the_log() {
        try (LogCapture log = LogCapture.of(Price.class)) {
            price(new Cost(1, Optional.of("quoting"))).of(new Costing(null));

            assertThat(log.text())
                    .contains("The cost resolver 'quoting' fails", "x\\u000aforged")
                    .doesNotContain("\nforged");
        }
    }

    private static Price price(Cost cost) {
        return new Price(
                cost,
                name ->
                        call -> {
                            if (name.equals("failing")) {
                                throw new IllegalStateException("no database");
                            }
                            if (name.equals("quoting")) {
                                throw new NumberFormatException("x\nforged");
                            }
                            return 7;
                        });
    }
}
