package io.github.throttled.benchmark;

import io.github.throttled.Strategy;
import io.github.throttled.engine.Enforcer;
import io.github.throttled.engine.Grant;
import io.github.throttled.engine.Limiter;
import io.github.throttled.operate.usage.ClusterUsage;
import io.github.throttled.operate.usage.Outcome;
import io.github.throttled.operate.usage.Stock;
import io.github.throttled.operate.usage.Tally;
import io.github.throttled.operate.usage.Usage;
import io.github.throttled.policy.Counting;
import io.github.throttled.policy.Mode;
import io.github.throttled.policy.Policy;
import io.github.throttled.store.LocalBoards;
import io.github.throttled.store.LocalCounterStore;

import java.time.Duration;
import java.util.List;

/**
 * Throttled as a request asks it, which may have to give back what it took; and the same with what
 * the console wants to know of each decision.
 */
final class WatchedDecider implements Decider {

    private final Limiter limiter;
    private final Policy policy;
    private final Enforcer enforcer;
    private final Tally tally;

    /**
     * @param tally where decisions are counted; null for nowhere
     */
    private WatchedDecider(Setting setting, Tally tally) {
        this.limiter = new Limiter(new LocalCounterStore(), Duration.ofSeconds(10));
        this.policy = ThrottledDecider.policy(setting, new Counting(Strategy.FIXED_WINDOW));
        this.enforcer = limiter.enforcer(policy);
        this.tally = tally;
    }

    static Decider asked(Setting setting) {
        return new WatchedDecider(setting, null);
    }

    static Decider watched(Setting setting) {
        Usage usage = new Usage();
        var boards = new LocalBoards(System::currentTimeMillis);
        var console = new ClusterUsage(usage, boards, "this", System::currentTimeMillis);
        var watched = new WatchedDecider(setting, usage.tally("benchmark", Tally.NO_TIER));
        // From now on callers are sampled.
        console.publish(List.of(watched.policy), policy -> new Stock(0, 0));
        return watched;
    }

    @Override
    public boolean tryAcquire(String key) {
        return tally == null ? enforcer.acquire(key, 1).allowed() : counted(key, tally);
    }

    private boolean counted(String key, Tally in) {
        long begin = System.nanoTime();
        Grant grant = enforcer.acquire(key, 1);
        in.decided(Outcome.of(grant, Mode.ENFORCE), key, System.nanoTime() - begin);
        return grant.allowed();
    }

    @Override
    public long counted(String key) {
        return policy.limits().get(0).quota() - limiter.peek(policy, key).remaining();
    }

    @Override
    public void close() {
        limiter.close();
    }
}
