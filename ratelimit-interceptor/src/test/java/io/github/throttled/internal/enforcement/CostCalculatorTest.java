package io.github.throttled.internal.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.LogCapture;
import io.github.throttled.internal.config.model.Cost;
import io.github.throttled.internal.key.Caller;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

class CostCalculatorTest {

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
        assertThat(calculator(new Cost(3)).of(new Costing(argument))).isEqualTo(expected);
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

    @ParameterizedTest
    @MethodSource("numbers")
    void a_number_of_any_kind_is_rounded_up_and_never_wraps(Object argument, long expected) {
        assertThat(calculator(new Cost(1)).of(new Costing(argument))).isEqualTo(expected);
    }

    static Stream<Arguments> numbers() {
        BigInteger tooLarge = BigInteger.ONE.shiftLeft(63);
        return Stream.of(
                Arguments.of(tooLarge, Long.MAX_VALUE),
                Arguments.of(tooLarge.subtract(BigInteger.ONE), Long.MAX_VALUE),
                Arguments.of(tooLarge.subtract(BigInteger.TWO), Long.MAX_VALUE - 1),
                Arguments.of(tooLarge.shiftLeft(1).add(BigInteger.TEN), Long.MAX_VALUE),
                Arguments.of(tooLarge.negate().subtract(BigInteger.ONE), 1),
                Arguments.of(1.9, 2),
                Arguments.of(2.0, 2),
                Arguments.of(0.1, 1),
                Arguments.of(-0.9, 1),
                Arguments.of(2.1f, 3),
                Arguments.of(0x1p62, 1L << 62),
                Arguments.of(0x1p63, Long.MAX_VALUE),
                Arguments.of(Double.MAX_VALUE, Long.MAX_VALUE),
                Arguments.of(Double.NaN, Long.MAX_VALUE),
                Arguments.of(Float.NaN, Long.MAX_VALUE),
                Arguments.of(Double.POSITIVE_INFINITY, Long.MAX_VALUE),
                Arguments.of(Double.NEGATIVE_INFINITY, 1),
                Arguments.of(new BigDecimal("1.0000000000000000000001"), 2),
                Arguments.of(new BigDecimal("-3.5"), 1),
                Arguments.of(new BigDecimal("9223372036854775806.5"), Long.MAX_VALUE),
                Arguments.of(new BigDecimal("1E1000000000"), Long.MAX_VALUE),
                Arguments.of(new BigDecimal("1E-1000000000"), 1),
                Arguments.of(new BigDecimal("-1E1000000000"), 1),
                Arguments.of((short) 7, 7),
                Arguments.of((byte) -7, 1),
                Arguments.of(new AtomicInteger(7), 7),
                Arguments.of(new AtomicLong((1L << 53) + 1), (1L << 53) + 1),
                Arguments.of(new LongAdder(), 1),
                Arguments.of(OptionalInt.of(7), 7),
                Arguments.of(OptionalInt.empty(), 1),
                Arguments.of(OptionalLong.of(Long.MAX_VALUE), Long.MAX_VALUE),
                Arguments.of(OptionalDouble.of(1.2), 2),
                Arguments.of(Optional.of(List.of(1, 2, 3)), 3),
                Arguments.of(Optional.empty(), 1));
    }

    @Test
    void a_resolver_tells_the_cost() {
        assertThat(calculator(new Cost(1, Optional.of("seven"))).of(new Costing(2))).isEqualTo(14);
    }

    @Test
    void a_resolver_that_fails_costs_one() {
        assertThat(calculator(new Cost(1, Optional.of("failing"))).of(new Costing(null)))
                .isEqualTo(1);
    }

    @Test
    void a_resolver_that_quotes_a_caller_forges_no_line_of_the_log() {
        try (LogCapture log = LogCapture.of(CostCalculator.class)) {
            calculator(new Cost(1, Optional.of("quoting"))).of(new Costing(null));

            assertThat(log.text())
                    .contains("The cost resolver 'quoting' failed", "x\\u000aforged")
                    .doesNotContain("\nforged");
        }
    }

    private static CostCalculator calculator(Cost cost) {
        return new CostCalculator(
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
