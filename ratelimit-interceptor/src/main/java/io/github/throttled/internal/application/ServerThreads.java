package io.github.throttled.internal.application;

import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The managed executor of the server. A task runs with the context, class loader and identity of
 * the thread that submits it. Thread-safe.
 */
final class ServerThreads {

    private static final String NAME = "java:comp/DefaultManagedScheduledExecutorService";

    private volatile Optional<ScheduledExecutorService> threads;

    /**
     * Looks up the executor; must be called on a thread of the application. Empty if the server has
     * none.
     */
    Optional<ScheduledExecutorService> find() {
        if (threads == null) {
            threads = lookUp();
        }
        return threads;
    }

    private static Optional<ScheduledExecutorService> lookUp() {
        try {
            return Optional.ofNullable(
                    (ScheduledExecutorService) new InitialContext().lookup(NAME));
        } catch (NamingException | ClassCastException e) {
            return Optional.empty();
        }
    }
}
