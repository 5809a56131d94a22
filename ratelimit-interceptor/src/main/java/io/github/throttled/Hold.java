package io.github.throttled;

/**
 * A permit of a policy with {@code strategy=concurrent}, held until it is closed:
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

    /** Whether there is a permit. */
    Decision decision();

    /** Gives it back; does nothing the second time, or if there is none. Does not wait. */
    @Override
    void close();
}
