package io.github.throttled.internal.config.model;

import io.github.throttled.internal.config.syntax.BadValueException;
import io.github.throttled.internal.config.syntax.SafeText;
import io.github.throttled.internal.config.syntax.TypeName;
import io.github.throttled.internal.config.syntax.ValueSyntax;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The outcomes that cost a permit; calls with another outcome give it back. An outcome is the
 * status of a response, or for calls of beans the type of an exception.
 *
 * <p>The cost of a call is known only when the call ends. Until then the call takes no permits, and
 * counts as undecided. The number of undecided calls is bounded.
 *
 * @param outcomes statuses ({@code 401}), classes of statuses ({@code 4xx}), and simple or
 *     qualified names of exception types; empty for every outcome
 * @param maxUndecided how many undecided calls of a key may run on a node; 0 for the larger of
 *     {@link #DEFAULT_MAX_UNDECIDED} and twice the quota
 */
public record CountOn(List<String> outcomes, int maxUndecided) {

    /** The outcome of a failed login, whatever status the response has. */
    private static final int UNAUTHORIZED = 401;

    /** The bound for undecided calls, if none is configured and the quota is small. */
    static final int DEFAULT_MAX_UNDECIDED = 20;

    /** Every call costs. */
    public static final CountOn EVERY_CALL = new CountOn(List.of());

    private static final Pattern STATUS = Pattern.compile("[1-5]([0-9]{2}|xx)");

    /** Outcomes with the default bound for undecided calls. */
    public CountOn(List<String> outcomes) {
        this(outcomes, 0);
    }

    /** Makes the list immutable. */
    public CountOn {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * Reads outcomes separated by commas.
     *
     * @throws BadValueException for anything else
     */
    public static CountOn parse(String text) {
        return new CountOn(ValueSyntax.listOf(CountOn::outcome).parse(text));
    }

    /** The same outcomes with another bound for undecided calls. */
    public CountOn atMost(long undecided) {
        return new CountOn(outcomes, (int) undecided);
    }

    /**
     * How many undecided calls of a key may run on a node while the quota is unused.
     *
     * @param quota of the smallest limit
     */
    public long mostUndecided(long quota) {
        return maxUndecided > 0 ? maxUndecided : Math.max(DEFAULT_MAX_UNDECIDED, 2 * quota);
    }

    /** Whether every call costs, however it ends. */
    public boolean isEveryCall() {
        return outcomes.isEmpty();
    }

    /** Whether failed logins cost; other outcomes may cost, too. */
    public boolean countsLogins() {
        return !isEveryCall() && counts(UNAUTHORIZED);
    }

    /** Whether a response with this status costs. */
    public boolean counts(int status) {
        return isEveryCall()
                || outcomes.contains(Integer.toString(status))
                || outcomes.contains(status / 100 + "xx");
    }

    /** Whether a call with this exception costs. */
    public boolean counts(Throwable failure) {
        for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
            if (outcomes.contains(type.getName()) || outcomes.contains(type.getSimpleName())) {
                return true;
            }
        }
        return isEveryCall();
    }

    private static String outcome(String text) {
        if (!STATUS.matcher(text).matches() && !TypeName.isOne(text)) {
            throw new BadValueException(
                    SafeText.quoted(text)
                            + " is not an outcome; write a status such as 401, a class of statuses such"
                            + " as 4xx, or the type of an exception");
        }
        return text;
    }
}
