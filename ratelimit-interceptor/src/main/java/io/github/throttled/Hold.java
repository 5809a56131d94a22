package io.github.throttled;

/**
 * A permit of a policy with {@code strategy=concurrent}. It is held until {@link #close}:
 *
 * <pre>{@code
 * try (Hold hold = limiter.hold("exports", tenant)) {
 *     if (hold.decision().allowed()) {
 *         export();
 *     }
 * }
 * }</pre>
 */
public interface Hold extends AutoCloseable {

    /**
     * Returns the decision on the call. A permit is held only if the decision is {@link
     * Decision#allowed allowed}.
     *
     * @return never null; the same decision at each invocation
     */
    Decision decision();

    /**
     * Gives the permit back, without waiting for the grid. Does nothing if no permit is held, and
     * on further invocations. Any thread may invoke it.
     */
    @Override
    void close();
}
