package io.github.throttled.internal.engine.combining;

import io.github.throttled.Decision;
import io.github.throttled.Decision.Reason;
import io.github.throttled.QuotaUnit;
import io.github.throttled.internal.algorithm.Algorithm;
import io.github.throttled.internal.algorithm.Counter;
import io.github.throttled.internal.algorithm.LimitReader;
import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.algorithm.Verdict;
import io.github.throttled.internal.config.model.Policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Converts verdicts of the algorithms on one policy to decisions of the public API. */
public final class DecisionFactory {

    private final String policy;
    private final QuotaUnit unit;

    /** Null if decisions cannot be computed later. */
    private final Decision.Source limit;

    /**
     * Creates the decisions of one policy.
     *
     * @param policy the name of the policy
     * @param unit what a permit of the policy stands for
     * @param limits the limits that give the verdicts
     */
    public DecisionFactory(String policy, QuotaUnit unit, Limits limits) {
        this.policy = policy;
        this.unit = unit;
        this.limit =
                limits.reader() == null ? null : new ReadableLimit(policy, unit, limits.reader());
    }

    private record ReadableLimit(String policy, QuotaUnit unit, LimitReader reader)
            implements Decision.Source {
        @Override
        public Decision.LimitState state(long first, long second, long atMillis) {
            return DecisionFactory.state(reader.read(first, second, atMillis), unit);
        }
    }

    private static DecisionFactory of(Policy policy, Limits limits) {
        return new DecisionFactory(policy.name(), policy.quotaUnit(), limits);
    }

    /**
     * The decision of a call that a counter has just admitted. With one limit, the decision is the
     * only object that this allocates. Its accessors compute their values.
     */
    public Decision admission(Counter counter) {
        return limit != null && counter.isReadLater()
                ? new Decision(
                        limit,
                        counter.number(0),
                        counter.number(1),
                        counter.atMillis(),
                        counter.delayMillis())
                : of(counter.admission());
    }

    public Decision of(Verdict verdict) {
        Verdict.Reading deciding = deciding(verdict);
        return new Decision(
                verdict.admitted(),
                policy,
                deciding.quota(),
                deciding.remaining(),
                Duration.ofMillis(deciding.resetMillis()),
                Duration.ofMillis(verdict.waitMillis()),
                Duration.ofMillis(verdict.delayMillis()),
                states(verdict.readings(), unit),
                verdict.reason(),
                "");
    }

    /**
     * The decision on a call while nothing is consumed.
     *
     * @param permits at least 1
     */
    public static Decision untouched(Policy policy, long permits, long nowMillis) {
        Limits limits = policy.toLimits();
        return of(policy, limits).of(limits.open(null, nowMillis).peek(permits));
    }

    /**
     * The decision of a call that the policy always rejects: the call will not be admitted later
     * either.
     */
    public static Decision alwaysRejected(Policy policy) {
        Limits limits = policy.toLimits();
        List<Verdict.Reading> readings =
                limits.algorithms().stream()
                        .map(
                                limit ->
                                        new Verdict.Reading(
                                                limit.quota(),
                                                limit.windowMillis(),
                                                0,
                                                0,
                                                0,
                                                Algorithm.NEVER))
                        .toList();
        return of(policy, limits).of(Verdict.rejected(Algorithm.NEVER, readings, Reason.DENIED));
    }

    /**
     * The decision of a call that was admitted with permits that this node had leased.
     *
     * @param after the verdict on one more call
     */
    public Decision leased(Verdict after) {
        List<Verdict.Reading> readings = new ArrayList<>(after.readings().size());
        for (Verdict.Reading reading : after.readings()) {
            readings.add(withoutWait(reading));
        }
        return of(new Verdict(0, 0, after.atMillis(), readings, Reason.ADMITTED));
    }

    private static Verdict.Reading withoutWait(Verdict.Reading reading) {
        return new Verdict.Reading(
                reading.quota(),
                reading.windowMillis(),
                reading.remaining(),
                reading.moreMillis(),
                reading.resetMillis(),
                0);
    }

    /**
     * The same call, rejected because it would have to wait and the waiting room is full.
     *
     * @param admitted a decision that admits the call after a delay
     */
    public static Decision waitingRoomFull(Decision admitted) {
        return rejected(admitted, admitted.delay());
    }

    /**
     * The same call, rejected because too many undecided calls are running. The caller may retry
     * soon.
     *
     * @param admitted a decision of the limits that admits the call
     */
    public static Decision tooManyUndecided(Decision admitted) {
        return rejected(admitted, UndecidedCalls.RETRY);
    }

    private static Decision rejected(Decision admitted, Duration retryAfter) {
        return new Decision(
                false,
                admitted.policy(),
                admitted.limit(),
                admitted.remaining(),
                admitted.resetAfter(),
                retryAfter,
                Duration.ZERO,
                admitted.limits(),
                Reason.QUOTA,
                admitted.partition());
    }

    /**
     * The limits' decision, changed to the rejection of a banned caller.
     *
     * @param ageMillis the age of the limits' decision; at least 0
     * @param banMillis the time until the ban ends; more than 0
     */
    public static Decision banned(Decision limits, long ageMillis, long banMillis) {
        Duration age = Duration.ofMillis(ageMillis);
        Duration ban = Duration.ofMillis(banMillis);
        return new Decision(
                false,
                limits.policy(),
                limits.limit(),
                0,
                longer(ban, limits.resetAfter().minus(age)),
                limits.never() ? Decision.NEVER : longer(ban, limits.retryAfter().minus(age)),
                Duration.ZERO,
                limits.limits().stream().map(limit -> banned(limit, age, ban)).toList(),
                Reason.BAN,
                limits.partition());
    }

    private static Decision.LimitState banned(
            Decision.LimitState limit, Duration age, Duration ban) {
        return new Decision.LimitState(
                limit.quota(),
                limit.window(),
                0,
                longer(ban, limit.moreAfter().minus(age)),
                longer(ban, limit.resetAfter().minus(age)),
                limit.retryAfter().equals(Decision.NEVER)
                        ? Decision.NEVER
                        : longer(ban, limit.retryAfter().minus(age)),
                limit.quotaUnit());
    }

    /**
     * The same rejection, with a later time to return.
     *
     * @param rejection a decision that rejects the call
     * @param by not negative
     */
    public static Decision later(Decision rejection, Duration by) {
        return new Decision(
                false,
                rejection.policy(),
                rejection.limit(),
                rejection.remaining(),
                rejection.resetAfter(),
                later(rejection.retryAfter(), by),
                Duration.ZERO,
                rejection.limits().stream().map(limit -> later(limit, by)).toList(),
                rejection.reason(),
                rejection.partition());
    }

    private static Decision.LimitState later(Decision.LimitState limit, Duration by) {
        return new Decision.LimitState(
                limit.quota(),
                limit.window(),
                limit.remaining(),
                limit.retryAfter().isZero() ? limit.moreAfter() : later(limit.moreAfter(), by),
                limit.resetAfter(),
                later(limit.retryAfter(), by),
                limit.quotaUnit());
    }

    /** A time that says nothing stays as it is. */
    private static Duration later(Duration wait, Duration by) {
        return wait.isZero() || wait.equals(Decision.NEVER) ? wait : wait.plus(by);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** The same decision, for a caller with this partition. */
    public static Decision withPartition(String partition, Decision decision) {
        return new Decision(
                decision.allowed(),
                decision.policy(),
                decision.limit(),
                decision.remaining(),
                decision.resetAfter(),
                decision.retryAfter(),
                decision.delay(),
                decision.limits(),
                decision.reason(),
                partition);
    }

    /**
     * The limit that delays the call longest; among equals, the one with the fewest permits
     * remaining.
     */
    private static Verdict.Reading deciding(Verdict verdict) {
        Verdict.Reading deciding = null;
        for (Verdict.Reading reading : verdict.readings()) {
            if (deciding == null || isTighter(reading, deciding)) {
                deciding = reading;
            }
        }
        return deciding;
    }

    private static boolean isTighter(Verdict.Reading reading, Verdict.Reading other) {
        return reading.waitMillis() != other.waitMillis()
                ? reading.waitMillis() > other.waitMillis()
                : reading.remaining() < other.remaining();
    }

    private static List<Decision.LimitState> states(
            List<Verdict.Reading> readings, QuotaUnit unit) {
        List<Decision.LimitState> states = new ArrayList<>(readings.size());
        for (Verdict.Reading reading : readings) {
            states.add(state(reading, unit));
        }
        return states;
    }

    private static Decision.LimitState state(Verdict.Reading reading, QuotaUnit unit) {
        return new Decision.LimitState(
                reading.quota(),
                Duration.ofMillis(reading.windowMillis()),
                reading.remaining(),
                Duration.ofMillis(reading.moreMillis()),
                Duration.ofMillis(reading.resetMillis()),
                Duration.ofMillis(reading.waitMillis()),
                unit);
    }
}
