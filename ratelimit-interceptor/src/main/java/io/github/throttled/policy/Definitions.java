package io.github.throttled.policy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All definitions by name. No name ever stands for two policies, because policies of one name would
 * share their counters.
 *
 * <p>Thread-safe for finding; definitions are added by one thread at a time.
 */
final class Definitions {

    private final Map<String, Definition> definitions = new ConcurrentHashMap<>();
    private final PolicyReader reader;

    Definitions(PolicyReader reader) {
        this.reader = reader;
    }

    /** All that have been found or added so far. */
    Collection<Definition> all() {
        return definitions.values();
    }

    /**
     * The definition of a name. A policy that only environment variables define is in no list of
     * properties, so the configuration is asked for each name that is not known yet.
     */
    Optional<Definition> find(String name, Problems problems) {
        Definition known = definitions.get(name);
        if (known != null || !PolicyName.isValid(name)) {
            return Optional.ofNullable(known);
        }
        Optional<Definition> read = reader.read(name, problems);
        read.ifPresent(definition -> definitions.putIfAbsent(name, definition));
        return Optional.ofNullable(definitions.get(name));
    }

    /**
     * Adds what a site defines, unless its name is taken by something else, which is a problem.
     *
     * @param limits the limits of the site, with which the problem is shown
     * @return the definition, if it holds
     */
    Optional<Definition> add(Definition definition, Said<List<Limit>> limits, Problems problems) {
        String name = definition.policy().name();
        Optional<String> obstacle =
                find(name, problems).flatMap(known -> obstacle(known, definition, name));
        if (obstacle.isPresent()) {
            limits.isWrong(problems, obstacle.get());
            return Optional.empty();
        }
        definitions.put(name, definition);
        return Optional.of(definition);
    }

    private static Optional<String> obstacle(Definition known, Definition next, String name) {
        if (known.where().equals(next.where())) {
            return Optional.empty();
        }
        boolean bothNamed = !known.isInline() && !next.isInline();
        if (!bothNamed) {
            return Optional.of(
                    "its policy is called %s like that of %s, and they would share counters; name one of"
                                    .formatted(name, known.where())
                            + " them, as in @Throttled(value = \"a-name\", limit = ...)");
        }
        // The configuration is part of what a site that names its policy defines.
        boolean same = known.isConfiguration() || known.policy().equals(next.policy());
        return same
                ? Optional.empty()
                : Optional.of(
                        "%s defines policy %s differently; define it in one place, or in the configuration as %s"
                                .formatted(known.where(), name, ConfigKeys.POLICY_LIMIT.of(name)));
    }
}
