package io.github.throttled.internal.config.syntax;

/**
 * An expression of MicroProfile Config, such as <code>${name:default}</code>. Its value may be a
 * secret of another application. So only the configuration itself may contain expressions, and no
 * message shows their values.
 */
public final class Expression {

    private Expression() {}

    /**
     * Whether any implementation could find an expression in a text. Backslashes do not count: some
     * implementations remove them before the search, others after it.
     */
    public static boolean isIn(String text) {
        return text.replace("\\", "").contains("${");
    }
}
