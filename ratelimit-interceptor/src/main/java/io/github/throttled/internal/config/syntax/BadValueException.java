package io.github.throttled.internal.config.syntax;

/**
 * A text with invalid syntax. The message states the problem and a valid alternative, without the
 * place of the text. It may quote the text, shortened and escaped.
 */
public final class BadValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String suggestion;

    public BadValueException(String problem) {
        this(problem, "");
    }

    /**
     * @param problem the problem; without a suggestion also a valid alternative
     * @param suggestion the text that was probably meant; empty for none
     */
    public BadValueException(String problem, String suggestion) {
        super(suggestion.isEmpty() ? problem : problem + "; did you mean " + suggestion + "?");
        this.problem = problem;
        this.suggestion = suggestion;
    }

    /** The same problem for a longer text that ends with the invalid one. */
    public BadValueException after(String beginning) {
        return suggestion.isEmpty()
                ? this
                : new BadValueException(problem, SafeText.escaped(beginning) + suggestion);
    }
}
