package io.github.throttled.internal.engine;

import io.github.throttled.internal.config.model.Policy;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What threads do with one limiter, at random and at once. Time stands still, and each run has keys
 * of its own, so that runs can share a limiter.
 */
@Param(name = "key", gen = IntGen.class, conf = "0:1")
@Param(name = "permits", gen = IntGen.class, conf = "1:2")
@Param(name = "thread", gen = ThreadIdGen.class)
public abstract class LimiterOperations {

    /** What each thread can give back. */
    private final Map<Integer, Deque<Grant>> grants = new ConcurrentHashMap<>();

    final Limiter limiter;
    final Policy policy;
    final String run;

    LimiterOperations(Limiter limiter, Policy policy, String run) {
        this.limiter = limiter;
        this.policy = policy;
        this.run = run;
    }

    @Operation
    public boolean take(@Param(name = "key") int key, @Param(name = "permits") int permits) {
        return LimiterCalls.decide(limiter, policy, run + key, permits).allowed();
    }

    @Operation
    public boolean acquire(
            @Param(name = "thread") int thread,
            @Param(name = "key") int key,
            @Param(name = "permits") int permits) {
        Grant grant = LimiterCalls.acquire(limiter, policy, run + key, permits);
        if (grant.allowed()) {
            grants.computeIfAbsent(thread, t -> new ArrayDeque<>()).push(grant);
        }
        return grant.allowed();
    }

    @Operation
    public void reset(@Param(name = "key") int key) {
        limiter.reset(policy, run + key);
    }

    /** Gives back what the thread acquired last; false if it has nothing. */
    @Operation
    public boolean giveBack(@Param(name = "thread") int thread) {
        Deque<Grant> own = grants.getOrDefault(thread, new ArrayDeque<>());
        if (own.isEmpty()) {
            return false;
        }
        own.pop().giveBack();
        return true;
    }
}
