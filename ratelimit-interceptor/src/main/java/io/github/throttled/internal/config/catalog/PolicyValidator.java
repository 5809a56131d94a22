package io.github.throttled.internal.config.catalog;

import io.github.throttled.Strategy;
import io.github.throttled.internal.algorithm.Algorithm;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.reader.ConfigKeys;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.config.reader.Sourced;
import io.github.throttled.internal.config.syntax.KebabCase;
import io.github.throttled.internal.config.syntax.SafeText;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that the attributes of a policy fit its strategy. Rejects an attribute that the strategy
 * would ignore, and a value that the strategy cannot enforce.
 *
 * @param counting the strategy with its attributes
 * @param limits the limits to count
 * @param problems receives what does not fit
 */
record PolicyValidator(Counting counting, Sourced<List<Limit>> limits, Problems problems) {

    private static final Set<Strategy> WINDOW = EnumSet.of(Strategy.SLIDING_WINDOW);
    private static final Set<Strategy> CALENDAR = EnumSet.of(Strategy.FIXED_WINDOW);
    private static final Set<Strategy> BUCKETS =
            EnumSet.of(Strategy.TOKEN_BUCKET, Strategy.LEAKY_BUCKET);

    private static final Set<Strategy> PER_WINDOW =
            EnumSet.complementOf(EnumSet.of(Strategy.CONCURRENT));

    private static final Set<Strategy> LEAKY = EnumSet.of(Strategy.LEAKY_BUCKET);

    private static final Set<Strategy> UNLEASED =
            EnumSet.of(Strategy.SLIDING_LOG, Strategy.CONCURRENT);

    void check(PolicyDraft draft) {
        only(WINDOW, "segments", draft.segments(), draft.name());
        only(BUCKETS, "burst", draft.burst(), draft.name());
        only(LEAKY, "max-wait", draft.maxWait(), draft.name());
        only(CALENDAR, "zone", draft.zone(), draft.name());
        only(PER_WINDOW, "quota-unit", draft.quotaUnit(), draft.name());
        draft.zone().filter(sourced -> isOf(CALENDAR)).ifPresent(this::checkZone);
        if (counting.isLeased()) {
            draft.lease().ifPresent(sourced -> checkLease(sourced, draft));
        }
        if (counting.isHeld() && !draft.scope().countOn().isEveryCall()) {
            problems.add(
                    ConfigKeys.POLICY_COUNT_ON.of(draft.name()),
                    "concurrent gives back every permit when its call ends; remove it");
        }
        draft.durable()
                .filter(sourced -> sourced.value() && counting.isHeld())
                .ifPresent(
                        sourced ->
                                sourced.addProblem(
                                        problems,
                                        "what calls hold ends with the nodes that run them; remove"
                                                + " it"));
        checkLimits(draft);
    }

    /**
     * Checks only what depends on the limits. The rest was checked with the limits of callers in no
     * tier.
     */
    void checkLimits(PolicyDraft draft) {
        if (limits.value().stream().anyMatch(limit -> limit.isAtATime() != counting.isHeld())) {
            checkWindows(draft.name());
            return;
        }
        draft.burst().filter(sourced -> isOf(BUCKETS)).ifPresent(this::checkBurst);
        draft.maxWait().filter(sourced -> isOf(LEAKY)).ifPresent(this::checkMaxWait);
        limits.value().forEach(this::checkLimit);
    }

    private void only(
            Set<Strategy> strategies,
            String what,
            Optional<? extends Sourced<?>> sourced,
            String name) {
        if (!isOf(strategies)) {
            sourced.ifPresent(
                    value ->
                            value.addProblem(
                                    problems,
                                    "%s has no %s; remove it, or set %s = %s"
                                            .formatted(
                                                    counting.strategy().configName(),
                                                    what,
                                                    ConfigKeys.POLICY_STRATEGY.of(name),
                                                    strategies.iterator().next().configName())));
        }
    }

    private void checkLease(Sourced<Long> lease, PolicyDraft draft) {
        String strategy = counting.strategy().configName();
        if (isOf(UNLEASED)) {
            lease.addProblem(
                    problems,
                    strategy
                            + " cannot count calls before they come; remove it, or use another strategy");
        } else if (counting.delaysCalls() || draft.scope().ban().isPresent()) {
            lease.addProblem(
                    problems,
                    "a lease would hide calls from %s; remove one of them"
                            .formatted(counting.delaysCalls() ? "max-wait" : "ban"));
        } else if (counting.strategy() == Strategy.LEAKY_BUCKET && counting.burst() <= 1) {
            lease.addProblem(
                    problems, "a leaky-bucket has one permit at a time; remove it, or set a burst");
        }
    }

    private void checkWindows(String name) {
        String strategy = ConfigKeys.POLICY_STRATEGY.of(name);
        limits.addProblem(
                problems,
                counting.isHeld()
                        ? "concurrent counts calls at a time, not per window; write a number alone, such as 20, or set another "
                                + strategy
                        : SafeText.quoted(limits.written().text())
                                + " is not a limit; write a quota per window, such as 5/minute or 10 per 15 minutes; calls at a time are for "
                                + strategy
                                + " = concurrent");
    }

    private void checkBurst(Sourced<Long> burst) {
        if (limits.value().size() > 1) {
            burst.addProblem(
                    problems,
                    "a burst is for one limit, and there are %d; make it policies of their own"
                            .formatted(limits.value().size()));
            return;
        }
        long most = Algorithm.largestQuota(limits.value().get(0).window());
        if (burst.value() > most) {
            burst.addProblem(
                    problems,
                    "it is too large to count exactly; with this window it can be at most " + most);
        }
    }

    private void checkMaxWait(Sourced<Duration> maxWait) {
        long quota = limits.value().stream().mapToLong(Limit::quota).max().orElseThrow();
        long most = Algorithm.MAX_QUOTA_TIMES_WINDOW / quota;
        if (maxWait.value().toMillis() > most) {
            maxWait.addProblem(
                    problems,
                    "it is too long to count exactly; with this quota it can be at most "
                            + most
                            + "ms");
        }
    }

    private void checkZone(Sourced<?> zone) {
        if (limits.value().stream().allMatch(limit -> limit.period().isEmpty())) {
            zone.addProblem(
                    problems,
                    "no limit ends with the calendar; remove it, or write a limit such as 5/day");
        }
    }

    private void checkLimit(Limit limit) {
        boolean log = counting.strategy() == Strategy.SLIDING_LOG;
        if (log && limit.quota() > Algorithm.MAX_LOG_QUOTA) {
            limits.addProblem(
                    problems,
                    "sliding-log remembers every permit, at most %d, and %d are too many; lower the quota or use sliding-window"
                            .formatted(Algorithm.MAX_LOG_QUOTA, limit.quota()));
        }
        limit.period()
                .filter(period -> !isOf(CALENDAR) && !period.isSteady())
                .ifPresent(
                        period ->
                                limits.addProblem(
                                        problems,
                                        "only fixed-window ends with the %s; with %s write %d days"
                                                .formatted(
                                                        KebabCase.of(period),
                                                        counting.strategy().configName(),
                                                        limit.window().toDays())));
    }

    private boolean isOf(Set<Strategy> strategies) {
        return strategies.contains(counting.strategy());
    }
}
