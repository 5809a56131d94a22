package io.github.throttled.benchmark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * A peer that knows no keys: one limiter for each, in the map that its users would keep. It is made
 * when its key comes first, and from then on found without locking.
 */
final class PerKey<L> implements Decider {

    private final Map<String, L> limiters = new ConcurrentHashMap<>();
    private final Function<String, L> maker;
    private final Predicate<L> decision;
    private final ToLongFunction<L> count;

    PerKey(Function<String, L> maker, Predicate<L> decision, ToLongFunction<L> count) {
        this.maker = maker;
        this.decision = decision;
        this.count = count;
    }

    /** The same without the map, where there is but one key: the peer at its best. */
    static <L> Decider of(
            Setting setting,
            Function<String, L> maker,
            Predicate<L> decision,
            ToLongFunction<L> count) {
        return setting.keys().size() == 1
                ? new OnlyOne<>(maker.apply(setting.keys().get(0)), decision, count)
                : new PerKey<>(maker, decision, count);
    }

    @Override
    public boolean tryAcquire(String key) {
        return decision.test(limiter(key));
    }

    @Override
    public long counted(String key) {
        return count.applyAsLong(limiter(key));
    }

    private L limiter(String key) {
        L known = limiters.get(key);
        return known != null ? known : limiters.computeIfAbsent(key, maker);
    }

    private record OnlyOne<L>(L limiter, Predicate<L> decision, ToLongFunction<L> count)
            implements Decider {

        @Override
        public boolean tryAcquire(String key) {
            return decision.test(limiter);
        }

        @Override
        public long counted(String key) {
            return count.applyAsLong(limiter);
        }
    }
}
