package io.github.throttled.internal.config.catalog;

import io.github.throttled.QuotaUnit;
import io.github.throttled.internal.config.model.Cost;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.KeyExpression;
import io.github.throttled.internal.config.model.KeySource;
import io.github.throttled.internal.config.model.KeySyntax;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.model.Scope;
import io.github.throttled.internal.config.reader.ConfigKeys;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.config.reader.Sourced;
import io.github.throttled.internal.config.syntax.DidYouMean;
import io.github.throttled.internal.config.syntax.SafeText;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All attributes of one policy. Each value is valid by itself; this class checks whether they fit
 * together.
 */
record PolicyDraft(
        String name,
        PolicyAttributes attributes,
        Map<String, Sourced<List<Limit>>> tiers,
        Optional<Sourced<Long>> segments,
        Optional<Sourced<Long>> burst,
        Optional<Sourced<Duration>> maxWait,
        Optional<Sourced<Long>> lease,
        Optional<Sourced<ZoneId>> zone,
        Optional<Sourced<Cost>> cost,
        Optional<Sourced<QuotaUnit>> quotaUnit,
        Scope scope,
        Optional<Sourced<Long>> maxKeys,
        Optional<Sourced<OnStoreFailure>> onStoreFailure,
        Optional<Sourced<Boolean>> durable) {

    /** A draft with no more than these attributes. */
    PolicyDraft(String name, PolicyAttributes attributes) {
        this(
                name,
                attributes,
                Map.of(),
                Optional.empty(),
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
     * The policy, with defaults for missing values.
     *
     * @param onStoreFailureDefault applies if the policy does not set it
     * @param beans the beans that the policy can name
     * @return empty if something does not fit, which is then a problem; also empty without a limit,
     *     which is no problem
     */
    Optional<Policy> toPolicy(
            OnStoreFailure onStoreFailureDefault, BeanNames beans, Problems problems) {
        Problems found = new Problems();
        Optional<Policy> policy =
                attributes
                        .limits()
                        .map(limits -> toPolicy(limits, onStoreFailureDefault, beans, found));
        problems.addAll(found);
        return policy.filter(p -> found.isEmpty());
    }

    private Policy toPolicy(
            Sourced<List<Limit>> limits,
            OnStoreFailure onStoreFailureDefault,
            BeanNames beans,
            Problems problems) {
        Policy policy =
                new Policy(
                        name,
                        "",
                        limits.value(),
                        Tiers.mostGenerousFirst(tiers),
                        counting(),
                        attributes
                                .key()
                                .map(Sourced::value)
                                .orElseGet(ConfigKeys.POLICY_KEY::defaultValue),
                        cost.map(Sourced::value).orElseGet(ConfigKeys.POLICY_COST::defaultValue),
                        quotaUnit
                                .map(Sourced::value)
                                .orElseGet(ConfigKeys.POLICY_QUOTA_UNIT::defaultValue),
                        scope,
                        onStoreFailure.map(Sourced::value).orElse(onStoreFailureDefault),
                        maxKeys.map(Sourced::value)
                                .orElseGet(ConfigKeys.POLICY_MAX_KEYS::defaultValue)
                                .intValue());
        new PolicyValidator(policy.counting(), limits, problems).check(this);
        tiers.values()
                .forEach(
                        sourced ->
                                new PolicyValidator(policy.counting(), sourced, problems)
                                        .checkLimits(this));
        attributes.key().ifPresent(sourced -> checkKey(sourced, beans, problems));
        if (problems.isEmpty()) {
            cost.ifPresent(sourced -> checkCost(policy, sourced, beans, problems));
        }
        return policy;
    }

    private Counting counting() {
        return new Counting(
                attributes
                        .strategy()
                        .map(Sourced::value)
                        .orElseGet(ConfigKeys.POLICY_STRATEGY::defaultValue),
                segments.map(sourced -> sourced.value().intValue()).orElse(0),
                burst.map(Sourced::value).orElse(0L),
                maxWait.map(Sourced::value).orElse(Duration.ZERO),
                lease.map(Sourced::value).orElseGet(ConfigKeys.POLICY_LEASE::defaultValue),
                zone.map(Sourced::value).orElseGet(ConfigKeys.POLICY_ZONE::defaultValue));
    }

    private static void checkKey(Sourced<KeyExpression> key, BeanNames beans, Problems problems) {
        key.value()
                .sources()
                .filter(KeySource.Resolver.class::isInstance)
                .map(source -> ((KeySource.Resolver) source).bean())
                .filter(bean -> !beans.keyResolvers().contains(bean))
                .forEach(
                        bean ->
                                key.addProblem(
                                        problems,
                                        KeySyntax.unknown(bean, beans.keyResolvers())
                                                .getMessage()));
    }

    /**
     * Adds a problem if a call of this cost could never be admitted, or if its resolver does not
     * exist.
     */
    static void checkCost(Policy policy, Sourced<Cost> cost, BeanNames beans, Problems problems) {
        if (cost.value().permits() > policy.capacity()) {
            cost.addProblem(
                    problems,
                    "a call of this cost can never be admitted, as policy %s admits at most %d at once; lower the cost, or raise the limit or the burst"
                            .formatted(policy.name(), policy.capacity()));
        }
        cost.value()
                .resolver()
                .filter(bean -> !beans.costResolvers().contains(bean))
                .ifPresent(
                        bean ->
                                cost.addProblem(
                                        problems,
                                        "there is no CostResolver bean with this name; write a whole number, or @Named(\"%s\") on the bean%s"
                                                .formatted(
                                                        SafeText.of(bean),
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
