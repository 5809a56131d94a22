package io.github.throttled.policy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is said of one policy: each value is right by itself, and whether they fit together is
 * seen here.
 */
record PolicyDraft(
        String name,
        Terms terms,
        Map<String, Said<List<Limit>>> tiers,
        Optional<Said<Long>> segments,
        Optional<Said<Long>> burst,
        Optional<Said<Duration>> maxWait,
        Optional<Said<Long>> lease,
        Optional<Said<ZoneId>> zone,
        Optional<Said<Cost>> cost,
        Scope scope,
        Optional<Said<Long>> maxKeys,
        Optional<Said<OnStoreFailure>> onStoreFailure,
        Optional<Said<Boolean>> durable) {

    /** A draft of which nothing but the terms is said. */
    PolicyDraft(String name, Terms terms) {
        this(
                name,
                terms,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Scope.EVERY_CALL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The policy, with defaults for what is not said.
     *
     * @param usual who decides when the store does not answer, if this is not said
     * @param beans what it can name
     * @return empty if something does not fit, which is then a problem, and if there is no limit,
     *     which is none
     */
    Optional<Policy> toPolicy(OnStoreFailure usual, Beans beans, Problems problems) {
        Problems found = new Problems();
        Optional<Policy> policy =
                terms.limits().map(limits -> toPolicy(limits, usual, beans, found));
        problems.addAll(found);
        return policy.filter(p -> found.isEmpty());
    }

    private Policy toPolicy(
            Said<List<Limit>> limits, OnStoreFailure usual, Beans beans, Problems problems) {
        Policy policy =
                new Policy(
                        name,
                        "",
                        limits.value(),
                        Tiers.mostGenerousFirst(tiers),
                        counting(),
                        terms.key().map(Said::value).orElseGet(ConfigKeys.POLICY_KEY::defaultValue),
                        cost.map(Said::value).orElseGet(ConfigKeys.POLICY_COST::defaultValue),
                        scope,
                        onStoreFailure.map(Said::value).orElse(usual),
                        maxKeys.map(Said::value)
                                .orElseGet(ConfigKeys.POLICY_MAX_KEYS::defaultValue)
                                .intValue());
        new Fit(policy.counting(), limits, problems).check(this);
        tiers.values()
                .forEach(said -> new Fit(policy.counting(), said, problems).checkLimits(this));
        terms.key().ifPresent(said -> checkKey(said, beans, problems));
        if (problems.isEmpty()) {
            cost.ifPresent(said -> checkCost(policy, said, beans, problems));
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
                maxWait.map(Said::value).orElse(Duration.ZERO),
                lease.map(Said::value).orElseGet(ConfigKeys.POLICY_LEASE::defaultValue),
                zone.map(Said::value).orElseGet(ConfigKeys.POLICY_ZONE::defaultValue));
    }

    private static void checkKey(Said<KeyExpression> key, Beans beans, Problems problems) {
        key.value()
                .sources()
                .filter(KeySource.Resolver.class::isInstance)
                .map(source -> ((KeySource.Resolver) source).bean())
                .filter(bean -> !beans.keyResolvers().contains(bean))
                .forEach(
                        bean ->
                                key.isWrong(
                                        problems,
                                        KeySyntax.unknown(bean, beans.keyResolvers())
                                                .getMessage()));
    }

    /** Adds a problem if a call of this cost could never be admitted, or nobody can tell it. */
    static void checkCost(Policy policy, Said<Cost> cost, Beans beans, Problems problems) {
        if (cost.value().permits() > policy.capacity()) {
            cost.isWrong(
                    problems,
                    "a call of this cost can never be admitted, as policy %s admits at most %d at once; lower the cost, or raise the limit or the burst"
                            .formatted(policy.name(), policy.capacity()));
        }
        cost.value()
                .resolver()
                .filter(bean -> !beans.costResolvers().contains(bean))
                .ifPresent(
                        bean ->
                                cost.isWrong(
                                        problems,
                                        "there is no CostResolver bean with this name; write a whole number, or @Named(\"%s\") on the bean%s"
                                                .formatted(
                                                        Excerpt.of(bean),
                                                        DidYouMean.nearest(
                                                                        bean, beans.costResolvers())
                                                                .map(
                                                                        m ->
                                                                                "; did you mean "
                                                                                        + m
                                                                                        + "?")
                                                                .orElse(""))));
    }
}
