package io.github.throttled.policy;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which outcomes cost a permit; the others give it back. An outcome is the status of a response, or
 * for calls of beans the type of an exception.
 *
 * @param outcomes statuses ({@code 401}), classes of statuses ({@code 4xx}) and names of exception
 *     types, simple or whole; empty for every outcome
 */
public record CountOn(List<String> outcomes) {

    /** Every call costs. */
    public static final CountOn EVERY_CALL = new CountOn(List.of());

    private static final Pattern STATUS = Pattern.compile("[1-5]([0-9]{2}|xx)");

    private static final Pattern TYPE =
            Pattern.compile(
                    "(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*[.$])*\\p{Lu}\\p{javaJavaIdentifierPart}*");

    /** Makes the list immutable. */
    public CountOn {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * Reads outcomes separated by commas.
     *
     * @throws BadValueException for anything else
     */
    static CountOn parse(String text) {
        return new CountOn(Syntax.listOf(CountOn::outcome).parse(text));
    }

    /** Whether every call costs, however it ends. */
    public boolean isEveryCall() {
        return outcomes.isEmpty();
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
        if (!STATUS.matcher(text).matches() && !TYPE.matcher(text).matches()) {
            throw new BadValueException(
                    Excerpt.quoted(text)
                            + " is not an outcome; write a status such as 401, a class of statuses such"
                            + " as 4xx, or the type of an exception");
        }
        return text;
    }
}
