package io.github.throttled.internal.engine;

import io.github.throttled.internal.algorithm.Counter;
import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.algorithm.Verdict;
import io.github.throttled.internal.config.model.Policy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A limiter for one thread: what {@link LimiterOperations} would answer if one were done after the
 * other. No queue, no cache, no lease; just the policy's limits.
 */
public abstract class SequentialLimiter {

    private record Taken(int key, int permits, long atMillis) {}

    private final Map<Integer, long[]> states = new HashMap<>();
    private final Map<Integer, Deque<Taken>> taken = new HashMap<>();
    private final Limits limits;

    SequentialLimiter(Policy policy) {
        this.limits = policy.toLimits(1);
    }

    public boolean take(int key, int permits) {
        return ask(key, counter -> counter.take(permits)).admitted();
    }

    public boolean acquire(int thread, int key, int permits) {
        Verdict verdict = ask(key, counter -> counter.take(permits));
        if (verdict.admitted()) {
            taken.computeIfAbsent(thread, t -> new ArrayDeque<>())
                    .push(new Taken(key, permits, verdict.atMillis()));
        }
        return verdict.admitted();
    }

    public boolean giveBack(int thread) {
        Deque<Taken> own = taken.getOrDefault(thread, new ArrayDeque<>());
        if (own.isEmpty()) {
            return false;
        }
        Taken last = own.pop();
        return ask(
                last.key(),
                counter -> {
                    counter.giveBack(last.permits(), last.atMillis());
                    return true;
                });
    }

    public void reset(int key) {
        states.remove(key);
    }

    public boolean peek(int key) {
        return ask(key, counter -> counter.peek(1)).admitted();
    }

    private <T> T ask(int key, Function<Counter, T> question) {
        Counter counter = limits.open(states.get(key), Policies.START);
        T answer = question.apply(counter);
        if (counter.changed()) {
            states.put(key, counter.toStored());
        }
        return answer;
    }
}
