package io.github.throttled.operate.usage;

/**
 * What nodes have of a policy, all tiers together.
 *
 * @param leased how many permits they have taken ahead and could use now
 * @param keys how many counters they keep
 */
public record Stock(long leased, long keys) {

    static final Stock NOTHING = new Stock(0, 0);

    Stock plus(Stock more) {
        return new Stock(leased + more.leased, keys + more.keys);
    }
}
