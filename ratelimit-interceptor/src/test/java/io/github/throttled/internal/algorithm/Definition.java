package io.github.throttled.internal.algorithm;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a strategy promises, word for word: how much of everything that was ever admitted counts at
 * an instant. Nothing is kept up to date, nothing is rounded, nothing can overflow; slow, and meant
 * to be obviously right.
 */
interface Definition {

    /** Permits that were admitted at an instant. */
    record Grant(long time, long permits) {}

    /** What of the history counts at an instant, multiplied by {@link #scale}. */
    BigInteger load(List<Grant> history, long now);

    /** The denominator of {@link #load}. */
    default BigInteger scale() {
        return BigInteger.ONE;
    }

    /** What an instant may have too much, as {@link #load}, because it is a whole millisecond. */
    default BigInteger tolerance() {
        return BigInteger.ZERO;
    }

    /** The permits of the window {@code floor(now / window)}. */
    static Definition fixedWindow(long window) {
        return (history, now) ->
                sum(history, grant -> floor(grant.time(), 1, window).equals(floor(now, 1, window)));
    }

    /** {@code previous x (window - elapsed) / window + count}. */
    static Definition slidingWindow(long window) {
        return new Definition() {
            @Override
            public BigInteger load(List<Grant> history, long now) {
                BigInteger current = floor(now, 1, window);
                BigInteger previous = current.subtract(BigInteger.ONE);
                BigInteger elapsed = big(now).subtract(current.multiply(big(window)));
                return sum(history, grant -> floor(grant.time(), 1, window).equals(previous))
                        .multiply(big(window).subtract(elapsed))
                        .add(
                                sum(
                                                history,
                                                grant ->
                                                        floor(grant.time(), 1, window)
                                                                .equals(current))
                                        .multiply(scale()));
            }

            @Override
            public BigInteger scale() {
                return big(window);
            }
        };
    }

    /** The permits of this part and the {@code segments} parts before it. */
    static Definition segmentedWindow(long window, int segments) {
        return (history, now) -> {
            BigInteger oldest = floor(now, segments, window).subtract(big(segments));
            return sum(
                    history, grant -> floor(grant.time(), segments, window).compareTo(oldest) >= 0);
        };
    }

    /** The permits in {@code (now - window, now]}. */
    static Definition slidingLog(long window) {
        return (history, now) ->
                sum(history, grant -> now - window < grant.time() && grant.time() <= now);
    }

    /** A bucket where what drains before this millisecond is over has drained. */
    static Definition pacedBucket(long quota, long window) {
        Definition bucket = bucket(quota, window);
        return new Definition() {
            @Override
            public BigInteger load(List<Grant> history, long now) {
                return bucket.load(history, now);
            }

            @Override
            public BigInteger scale() {
                return bucket.scale();
            }

            @Override
            public BigInteger tolerance() {
                return big(quota - 1);
            }
        };
    }

    /** Every permit is poured in, and the quota drains per window for as long as there is any. */
    static Definition bucket(long quota, long window) {
        return new Definition() {
            @Override
            public BigInteger load(List<Grant> history, long now) {
                BigInteger level = BigInteger.ZERO;
                long time = 0;
                for (Grant grant : history) {
                    level =
                            drained(level, grant.time() - time)
                                    .add(big(grant.permits()).multiply(scale()));
                    time = grant.time();
                }
                return drained(level, now - time);
            }

            private BigInteger drained(BigInteger level, long elapsed) {
                return level.subtract(big(quota).multiply(big(elapsed))).max(BigInteger.ZERO);
            }

            @Override
            public BigInteger scale() {
                return big(window);
            }
        };
    }

    private static BigInteger sum(List<Grant> history, Predicate<Grant> counts) {
        return history.stream()
                .filter(counts)
                .map(grant -> big(grant.permits()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** {@code floor(time x factor / window)} for a time that is not negative. */
    private static BigInteger floor(long time, long factor, long window) {
        return big(time).multiply(big(factor)).divide(big(window));
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }
}
