package io.github.throttled.policy;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * All that is said of one policy: each value is right by itself, and whether they fit together is
 * seen here.
 */
record PolicyDraft(
        String name,
        Terms terms,
        Optional<Said<Long>> segments,
        Optional<Said<Long>> burst,
        Optional<Said<ZoneId>> zone,
        Optional<Said<Long>> cost,
        Optional<Said<Long>> maxKeys,
        Optional<Said<OnStoreFailure>> onStoreFailure) {

    /** A draft of which nothing but the terms is said. */
    PolicyDraft(String name, Terms terms) {
        this(
                name,
                terms,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The policy, with defaults for what is not said.
     *
     * @param usual who decides when the store does not answer, if this is not said
     * @return empty if something does not fit, which is then a problem, and if there is no limit,
     *     which is none
     */
    Optional<Policy> toPolicy(OnStoreFailure usual, Problems problems) {
        Problems found = new Problems();
        Optional<Policy> policy = terms.limits().map(limits -> toPolicy(limits, usual, found));
        problems.addAll(found);
        return policy.filter(p -> found.isEmpty());
    }

    private Policy toPolicy(Said<List<Limit>> limits, OnStoreFailure usual, Problems problems) {
        Policy policy =
                new Policy(
                        name,
                        limits.value(),
                        counting(),
                        terms.key().map(Said::value).orElseGet(ConfigKeys.POLICY_KEY::defaultValue),
                        cost.map(Said::value).orElseGet(ConfigKeys.POLICY_COST::defaultValue),
                        onStoreFailure.map(Said::value).orElse(usual),
                        maxKeys.map(Said::value)
                                .orElseGet(ConfigKeys.POLICY_MAX_KEYS::defaultValue)
                                .intValue());
        new Fit(policy.counting(), limits, problems).check(this);
        if (problems.isEmpty()) {
            cost.ifPresent(said -> checkCost(policy, said, problems));
        }
        return policy;
    }

    private Counting counting() {
        return new Counting(
                terms.strategy()
                        .map(Said::value)
                        .orElseGet(ConfigKeys.POLICY_STRATEGY::defaultValue),
                segments.map(said -> said.value().intValue()).orElse(0),
                burst.map(Said::value).orElse(0L),
                zone.map(Said::value).orElseGet(ConfigKeys.POLICY_ZONE::defaultValue));
    }

    /** Adds a problem if a call of this cost could never be admitted. */
    static boolean checkCost(Policy policy, Said<Long> cost, Problems problems) {
        boolean possible = cost.value() <= policy.capacity();
        if (!possible) {
            cost.isWrong(
                    problems,
                    "a call of this cost can never be admitted, as policy %s admits at most %d at once; lower the cost, or raise the limit or the burst"
                            .formatted(policy.name(), policy.capacity()));
        }
        return possible;
    }
}
