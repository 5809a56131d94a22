package io.github.throttled.internal.config.model;

import io.github.throttled.internal.config.syntax.BadValueException;
import io.github.throttled.internal.config.syntax.SafeText;
import io.github.throttled.internal.config.syntax.TypeName;
import io.github.throttled.internal.config.syntax.ValueSyntax;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which outcomes cost a permit; the others give it back. An outcome is the status of a response, or
 * for calls of beans the type of an exception.
 *
 * <p>What a call costs is known when it ends. Until then it takes nothing, and is one of those
 * whose number is bounded.
 *
 * @param outcomes statuses ({@code 401}), classes of statuses ({@code 4xx}) and names of exception
 *     types, simple or whole; empty for every outcome
 * @param maxUndecided how many calls of a key may be under way on a node; 0 for {@link
 *     #USUALLY_UNDECIDED}, or twice the quota if that is more
 */
public record CountOn(List<String> outcomes, int maxUndecided) {

    /** What a failed log-in is, whatever the request is answered with. */
    private static final int UNAUTHORIZED = 401;

    /** So many may be under way where nothing is said and the quota is small. */
    static final int USUALLY_UNDECIDED = 20;

    /** Every call costs. */
    public static final CountOn EVERY_CALL = new CountOn(List.of());

    private static final Pattern STATUS = Pattern.compile("[1-5]([0-9]{2}|xx)");

    /** Those of which as many may be under way as usual. */
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

    /** The same, with so many calls of a key under way on a node. */
    public CountOn atMost(long undecided) {
        return new CountOn(outcomes, (int) undecided);
    }

    /**
     * How many calls of a key may be under way on a node while nothing of the quota is used.
     *
     * @param quota of the smallest limit
     */
    public long mostUndecided(long quota) {
        return maxUndecided > 0 ? maxUndecided : Math.max(USUALLY_UNDECIDED, 2 * quota);
    }

    /** Whether every call costs, however it ends. */
    public boolean isEveryCall() {
        return outcomes.isEmpty();
    }

    /** Whether it is failed log-ins that cost, perhaps among others. */
    public boolean countsLogins() {
        return !isEveryCall() && counts(UNAUTHORIZED);
    }

    /** Whether a response with this status costs. */
    public boolean counts(int status) {
        return isEveryCall()
                || outcomes.contains(Integer.toString(status))
                || outcomes.contains(status / 100 + "xx");
    }

    /** Whether a call that failed like this costs. */
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
