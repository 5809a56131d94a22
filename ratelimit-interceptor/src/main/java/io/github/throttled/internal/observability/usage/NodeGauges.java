package io.github.throttled.internal.observability.usage;

/**
 * The leased permits and counters of a policy on one or more nodes, for all tiers together.
 *
 * @param leased the leased permits that can be used now
 * @param keys the number of counters
 */
public record NodeGauges(long leased, long keys) {

    static final NodeGauges NOTHING = new NodeGauges(0, 0);

    NodeGauges plus(NodeGauges more) {
        return new NodeGauges(leased + more.leased, keys + more.keys);
    }
}
