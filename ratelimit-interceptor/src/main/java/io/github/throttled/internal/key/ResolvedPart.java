package io.github.throttled.internal.key;

import io.github.throttled.KeyResolver;
import io.github.throttled.internal.config.syntax.LoggableException;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Asks a bean of the application for the key of a caller. A bean that throws must not exempt
 * callers from the limit: it then counts as having no value. The log reports when that begins and
 * ends.
 */
final class ResolvedPart implements Function<Caller, String> {

    private static final Logger LOG = System.getLogger(ResolvedPart.class.getName());

    private final AtomicBoolean failing = new AtomicBoolean();
    private final String name;
    private final Function<String, KeyResolver> beans;
    private volatile KeyResolver bean;

    ResolvedPart(String name, Function<String, KeyResolver> beans) {
        this.name = name;
        this.beans = beans;
    }

    @Override
    public String apply(Caller caller) {
        try {
            String answer = bean().resolve(caller);
            if (failing.get() && failing.compareAndSet(true, false)) {
                LOG.log(Level.INFO, "The key resolver ''{0}'' answers again.", name);
            }
            return answer;
        } catch (RuntimeException e) {
            if (!failing.get() && failing.compareAndSet(false, true)) {
                LOG.log(
                        Level.WARNING,
                        "The key resolver '"
                                + name
                                + "' fails; until it answers, the remaining sources of the key"
                                + " distinguish its callers, or they share one key.",
                        LoggableException.of(e));
            }
            return null;
        }
    }

    private KeyResolver bean() {
        KeyResolver found = bean;
        if (found == null) {
            found = beans.apply(name);
            bean = found;
        }
        return found;
    }
}
