package io.github.throttled.internal.observability.usage;

/**
 * What nodes have of a policy, all tiers together.
 *
 * @param leased how many permits they have taken ahead and could use now
 * @param keys how many counters they keep
 */
public record NodeGauges(long leased, long keys) {

    static final NodeGauges NOTHING = new NodeGauges(0, 0);

    NodeGauges plus(NodeGauges more) {
        return new NodeGauges(leased + more.leased, keys + more.keys);
    }
}
