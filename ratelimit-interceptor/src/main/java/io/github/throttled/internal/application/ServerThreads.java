package io.github.throttled.internal.application;

import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The threads that the server lends to applications: what is started on them runs in the context,
 * class loader and identity, of whoever starts it. Thread-safe.
 */
final class ServerThreads {

    private static final String NAME = "java:comp/DefaultManagedScheduledExecutorService";

    private volatile Optional<ScheduledExecutorService> threads;

    /** Empty if the server has none; to be asked for on a thread of the application. */
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
