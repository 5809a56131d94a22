package io.github.throttled.internal.config.syntax;

/**
 * A text that does not say what it should. The message says what is wrong and what would be right,
 * without naming where the text stands; it may quote the text, shortened and escaped.
 */
public final class BadValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String wrong;
    private final String suggestion;

    public BadValueException(String wrong) {
        this(wrong, "");
    }

    /**
     * @param wrong what is wrong, and if there is no suggestion, also what would be right
     * @param suggestion the text that was probably meant; empty for none
     */
    public BadValueException(String wrong, String suggestion) {
        super(suggestion.isEmpty() ? wrong : wrong + "; did you mean " + suggestion + "?");
        this.wrong = wrong;
        this.suggestion = suggestion;
    }

    /** The same about a longer text, of which the bad one is the end. */
    public BadValueException after(String beginning) {
        return suggestion.isEmpty()
                ? this
                : new BadValueException(wrong, SafeText.escaped(beginning) + suggestion);
    }
}
