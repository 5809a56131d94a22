package io.github.throttled.internal.observability.usage;

import io.github.throttled.internal.config.model.Policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Samples the keys of one policy and tier on this node: finds the busiest keys and the calls per
 * caller. Thread-safe.
 *
 * <p>It costs each call a read of the clock, a hash and a few additions.
 */
final class KeySampler implements DecisionListener {

    /** The busiest keys cover a time between this and twice as long. */
    private static final long FORGETTING_MILLIS = Duration.ofSeconds(150).toMillis();

    private final LongSupplier clock;
    private volatile SampledWindow[] windows = {};
    private volatile Busy busy = new Busy(0, new BusyKeys(), new BusyKeys());

    private record Busy(long period, BusyKeys now, BusyKeys before) {}

    /**
     * @param clock the cluster time in milliseconds since the epoch
     */
    KeySampler(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public void decided(Outcome outcome, String key) {
        if (key == null) {
            return;
        }
        busy.now().count(key, !outcome.isAdmission());
        SampledWindow[] sampled = windows;
        if (sampled.length > 0) {
            long now = clock.getAsLong();
            long hash = KeyHash.of(key);
            for (SampledWindow window : sampled) {
                window.count(hash, now);
            }
        }
    }

    /** Samples the limits of the given policy from now on, and drops old busy keys. */
    void update(Policy policy, long nowMillis) {
        sample(
                policy.limits().stream()
                        .map(limit -> limit.window().toMillis())
                        .filter(window -> window > 0)
                        .toList());
        long period = nowMillis / FORGETTING_MILLIS;
        Busy known = busy;
        if (period != known.period()) {
            busy = new Busy(period, new BusyKeys(), known.now());
        }
    }

    List<SampledWindow> windows() {
        return List.of(windows);
    }

    /**
     * Returns the busiest keys first.
     *
     * @param most the maximum number of keys
     */
    List<BusyKeys.Busy> top(int most) {
        Busy both = busy;
        Map<String, BusyKeys.Busy> sums = new HashMap<>();
        List<BusyKeys.Busy> all = new ArrayList<>(both.now().top(Integer.MAX_VALUE));
        all.addAll(both.before().top(Integer.MAX_VALUE));
        all.forEach(one -> sums.merge(one.key(), one, BusyKeys.Busy::plus));
        return BusyKeys.Busy.busiest(sums.values(), most);
    }

    private void sample(List<Long> lengths) {
        SampledWindow[] known = windows;
        SampledWindow[] next = new SampledWindow[lengths.size()];
        boolean isOther = known.length != next.length;
        for (int i = 0; i < next.length; i++) {
            long length = lengths.get(i);
            boolean isKnown = i < known.length && known[i].windowMillis() == length;
            next[i] = isKnown ? known[i] : new SampledWindow(length);
            isOther |= !isKnown;
        }
        if (isOther) {
            windows = next;
        }
    }
}
