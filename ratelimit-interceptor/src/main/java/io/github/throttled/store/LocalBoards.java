package io.github.throttled.store;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Boards of this node alone, which are gone when it stops. */
public final class LocalBoards implements Boards {

    private final Map<Name, LocalBoard<String>> texts = new ConcurrentHashMap<>();
    private final Map<Name, LocalBoard<long[]>> numbers = new ConcurrentHashMap<>();
    private final LongSupplier clock;

    private record Name(String name, Duration kept) {}

    /**
     * No entries yet.
     *
     * @param clock milliseconds since the epoch
     */
    public LocalBoards(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public Board<String> texts(String name, Duration kept) {
        return texts.computeIfAbsent(new Name(name, kept), any -> new LocalBoard<>(kept, clock));
    }

    @Override
    public Board<long[]> numbers(String name, Duration kept) {
        return numbers.computeIfAbsent(new Name(name, kept), any -> new LocalBoard<>(kept, clock));
    }

    @Override
    public String nodeName() {
        return "this node";
    }
}
