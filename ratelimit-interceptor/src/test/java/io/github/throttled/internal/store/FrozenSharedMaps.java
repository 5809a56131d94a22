package io.github.throttled.internal.store;

import io.github.throttled.internal.store.local.LocalSharedMaps;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Boards that stop answering when a member is frozen, as those of a grid do. */
public final class FrozenSharedMaps implements SharedMaps {

    private final AtomicInteger reads;
    private final AtomicInteger writes;
    private final AtomicBoolean isFrozen;
    private final SharedMaps sharedMaps;
    private final String node;

    /**
     * Those of a node.
     *
     * @param clock milliseconds since the epoch
     */
    public FrozenSharedMaps(LongSupplier clock) {
        this(
                new AtomicInteger(),
                new AtomicInteger(),
                new AtomicBoolean(),
                new LocalSharedMaps(clock),
                "node-1");
    }

    private FrozenSharedMaps(
            AtomicInteger reads,
            AtomicInteger writes,
            AtomicBoolean isFrozen,
            SharedMaps sharedMaps,
            String node) {
        this.reads = reads;
        this.writes = writes;
        this.isFrozen = isFrozen;
        this.sharedMaps = sharedMaps;
        this.node = node;
    }

    /** The same boards on a node that is called so. */
    public FrozenSharedMaps of(String other) {
        return new FrozenSharedMaps(reads, writes, isFrozen, sharedMaps, other);
    }

    /** Lets nothing be read or written from now on. */
    public void freeze() {
        isFrozen.set(true);
    }

    /** Answers again. */
    public void thaw() {
        isFrozen.set(false);
    }

    /** How often somebody had to wait for a reading in vain. */
    public int reads() {
        return reads.get();
    }

    /** How often somebody had to wait in vain to write, or to be allowed to listen. */
    public int writes() {
        return writes.get();
    }

    @Override
    public SharedMap<String> texts(String name, Duration kept) {
        return new Frozen<>(sharedMaps.texts(name, kept));
    }

    @Override
    public SharedMap<long[]> numbers(String name, Duration kept) {
        return new Frozen<>(sharedMaps.numbers(name, kept));
    }

    @Override
    public String nodeName() {
        return node;
    }

    private void ask(AtomicInteger asked) {
        if (isFrozen.get()) {
            asked.incrementAndGet();
            throw new IllegalStateException("it does not answer");
        }
    }

    private final class Frozen<V> implements SharedMap<V> {

        private final SharedMap<V> map;

        Frozen(SharedMap<V> map) {
            this.map = map;
        }

        @Override
        public Map<String, V> all() {
            ask(reads);
            return map.all();
        }

        @Override
        public Map<String, V> all(BooleanSupplier isGivenUp) {
            if (isGivenUp.getAsBoolean()) {
                throw new IllegalStateException("it is given up");
            }
            return all();
        }

        @Override
        public void putAll(Map<String, V> entries) {
            ask(writes);
            map.putAll(entries);
        }

        @Override
        public void remove(String name) {
            ask(writes);
            map.remove(name);
        }

        @Override
        public void onChange(Runnable action) {
            ask(writes);
            map.onChange(action);
        }
    }
}
