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
     * Returns the decision; the permit is held only if the decision is {@link Decision#allowed
     * allowed}.
     */
    Decision decision();

    /**
     * Gives the permit back without waiting for the grid. Does nothing if there is no permit, and
     * on further invocations.
     */
    @Override
    void close();
}
