package io.github.throttled.benchmark;

import java.util.List;

/**
 * What is asked, by whom and where.
 *
 * @param threads callers in all
 * @param keys how many keys they ask for; several numbers are measured one after the other
 * @param nodes which nodes they ask
 * @param exhausted whether the keys are used up before, so that every call is denied
 */
record Load(int threads, List<Integer> keys, Nodes nodes, boolean exhausted) {

    /** Which nodes the callers of a row ask. */
    enum Nodes {
        /** No grid: this process. */
        PROCESS(0),
        /** One node of two. */
        ONE(1),
        /** Of each key one call on one node, the next on another; a third only stores. */
        IN_TURN(2),
        /** Half of the callers on one node, half on another; a third only stores. */
        TWO(2);

        private final int asked;

        Nodes(int asked) {
            this.asked = asked;
        }

        /** How many nodes are asked; they live where the callers are. */
        int asked() {
            return asked;
        }
    }

    static Load of(int threads, int keys, Nodes nodes) {
        return new Load(threads, List.of(keys), nodes, false);
    }

    /** One caller, and more and more keys; in the grid a million take minutes to be filled. */
    static Load growing(Nodes nodes) {
        List<Integer> keys =
                nodes == Nodes.PROCESS
                        ? List.of(1, 100, 10_000, 100_000, 1_000_000)
                        : List.of(1, 100, 10_000, 100_000);
        return new Load(1, keys, nodes, false);
    }

    Load denied() {
        return new Load(threads, keys, nodes, true);
    }

    /**
     * Whether all keys shall live on the member that only stores. A call of a key that lives where
     * it is asked for is cheaper, and with few keys chance would say how many of them do.
     */
    boolean far() {
        return clustered() && (threads == 1 || keys.equals(List.of(1)));
    }

    boolean clustered() {
        return nodes.asked() > 0;
    }
}
