package io.github.throttled.internal.enforcement;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Converts an argument to a number of permits.
 *
 * <p>A number is rounded up. A number above {@link Long#MAX_VALUE}, and NaN, cost more than any
 * limit can hold, because a client may send such values. A collection, map, array or text costs its
 * size. An optional costs its value. Any other argument costs one permit.
 */
final class ArgumentCost {

    private static final long LEAST = 1;
    private static final long MORE_THAN_ANY_LIMIT = Long.MAX_VALUE;

    /** The smallest {@code double} that does not fit into a {@code long}. */
    private static final double TOO_LARGE = 0x1p63;

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private ArgumentCost() {}

    /**
     * Returns the number of permits for an argument.
     *
     * @param argument may be null
     * @return at least 1
     */
    static long of(Object argument) {
        return Math.max(LEAST, quantity(argument));
    }

    private static long quantity(Object argument) {
        if (argument instanceof Number number) {
            return roundedUp(number);
        }
        if (argument instanceof Collection<?> collection) {
            return collection.size();
        }
        if (argument instanceof Map<?, ?> map) {
            return map.size();
        }
        if (argument instanceof CharSequence text) {
            return text.length();
        }
        return argument != null && argument.getClass().isArray()
                ? Array.getLength(argument)
                : optional(argument);
    }

    private static long optional(Object argument) {
        if (argument instanceof Optional<?> optional) {
            return quantity(optional.orElse(null));
        }
        if (argument instanceof OptionalInt number) {
            return number.orElse(1);
        }
        if (argument instanceof OptionalLong number) {
            return number.orElse(LEAST);
        }
        return argument instanceof OptionalDouble number ? roundedUp(number.orElse(1)) : LEAST;
    }

    private static long roundedUp(Number number) {
        if (number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte
                || number instanceof AtomicLong
                || number instanceof AtomicInteger) {
            return number.longValue();
        }
        if (number instanceof BigInteger integer) {
            return roundedUp(new BigDecimal(integer));
        }
        return number instanceof BigDecimal decimal
                ? roundedUp(decimal)
                : roundedUp(number.doubleValue());
    }

    /**
     * Compares before rounding, because expanding a number such as 1E1000000000 takes very long.
     */
    private static long roundedUp(BigDecimal number) {
        if (number.compareTo(BigDecimal.ONE) <= 0) {
            return LEAST;
        }
        return number.compareTo(LARGEST) >= 0
                ? MORE_THAN_ANY_LIMIT
                : number.setScale(0, RoundingMode.CEILING).longValueExact();
    }

    private static long roundedUp(double number) {
        return Double.isNaN(number) || number >= TOO_LARGE
                ? MORE_THAN_ANY_LIMIT
                : (long) Math.ceil(number);
    }
}
