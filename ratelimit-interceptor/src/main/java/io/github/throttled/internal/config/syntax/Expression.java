package io.github.throttled.internal.config.syntax;

/**
 * An expression of MicroProfile Config, such as <code>${name:default}</code>. What it stands for
 * may be a secret that belongs to somebody else, so only whoever writes the configuration may use
 * one, and no message shows its value.
 */
public final class Expression {

    private Expression() {}

    /**
     * Whether any implementation could find an expression in a text. Backslashes do not count: some
     * implementations drop them before they look, and others after.
     */
    public static boolean isIn(String text) {
        return text.replace("\\", "").contains("${");
    }
}
