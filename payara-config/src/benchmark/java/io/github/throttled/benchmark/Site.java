package io.github.throttled.benchmark;

import com.hazelcast.core.HazelcastInstance;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Where a load is carried: a cluster, or nothing but this process. */
final class Site implements AutoCloseable {

    /** Refusals of one node tell nothing of the other: an exam needs two. */
    private static final int EXAM_NODES = 2;

    private final Load load;
    private final Grid grid;

    private Site(Load load, Grid grid) {
        this.load = load;
        this.grid = grid;
    }

    static Site open(Load load) throws IOException {
        return new Site(load, load.clustered() ? Grid.start(load.nodes().asked()) : null);
    }

    /** Keys to ask for. */
    List<String> keys(int count) {
        return Keys.of(count, load.far() ? grid::isElsewhere : key -> true);
    }

    /** A limiter on each node. */
    List<Decider> deciders(Contender contender, String name, int permits, List<String> keys) {
        Stream<HazelcastInstance> nodes =
                load.clustered() ? grid.here().stream() : Stream.of((HazelcastInstance) null);
        return nodes.map(node -> contender.on(new Setting(node, name, permits, keys))).toList();
    }

    /** The nodes that a caller asks, one after the other. */
    List<Decider> asked(List<Decider> all, int caller) {
        return load.nodes() == Load.Nodes.IN_TURN ? all : List.of(all.get(caller % all.size()));
    }

    /** Sees to it that there are two nodes, if there are any. */
    void growForExam() {
        if (load.clustered()) {
            for (int nodes = grid.here().size(); nodes < EXAM_NODES; nodes++) {
                grid.join();
            }
        }
    }

    MemberProcess elsewhere() {
        return grid.elsewhere();
    }

    @Override
    public void close() {
        if (load.clustered()) {
            grid.close();
        }
    }
}
