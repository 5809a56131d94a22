package io.github.throttled.store.hazelcast;

import com.hazelcast.core.HazelcastInstance;

import io.github.throttled.store.Board;
import io.github.throttled.store.Boards;

import java.time.Duration;

/**
 * The boards of one application in the grid. They have threads of their own, so that one that hangs
 * keeps no decision waiting.
 */
final class HazelcastBoards implements Boards, AutoCloseable {

    private final OpenOnce<HazelcastBoard<?>> boards = OpenOnce.forEver();
    private final GridThreads threads = new GridThreads();
    private final HazelcastInstance hazelcast;
    private final String application;
    private final Patient grid;
    private final String address;
    private volatile String name;

    HazelcastBoards(HazelcastInstance hazelcast, String application, Duration patience) {
        this.hazelcast = hazelcast;
        this.application = application;
        this.grid = new Patient(threads, patience);
        this.address = NodeNames.address(hazelcast);
    }

    @Override
    public Board<String> texts(String name, Duration kept) {
        return board(new BoardMap(application, "texts", name, kept), String.class);
    }

    @Override
    public Board<long[]> numbers(String name, Duration kept) {
        return board(new BoardMap(application, "numbers", name, kept), long[].class);
    }

    /** The one that Payara gives a node comes a little later than the applications on it. */
    @Override
    public String nodeName() {
        if (name == null) {
            try {
                name =
                        grid.ask("the name of this node", () -> NodeNames.ofPayara(hazelcast))
                                .orElse(null);
            } catch (IllegalStateException e) {
                // The next time, perhaps.
            }
        }
        return name == null ? address : name;
    }

    @Override
    public void close() {
        try (threads) {
            boards.forEach(HazelcastBoard::close);
        }
    }

    /** The kind of what is on it is part of its name. */
    @SuppressWarnings("unchecked")
    private <V> Board<V> board(BoardMap map, Class<V> type) {
        return (Board<V>)
                boards.get(
                        map.name(),
                        () -> new HazelcastBoard<>(map.<V>openOn(hazelcast), type, grid));
    }
}
