package io.github.throttled.internal.config.catalog;

import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.reader.ConfigKeys;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.config.reader.Sourced;
import io.github.throttled.internal.config.syntax.PolicyName;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All definitions by name. A name never stands for two policies, because policies of one name would
 * share their counters.
 *
 * <p>Finding is thread-safe; only one thread at a time may add definitions.
 */
final class PolicyDefinitions {

    private final Map<String, PolicyDefinition> definitions = new ConcurrentHashMap<>();
    private final PolicyReader reader;

    PolicyDefinitions(PolicyReader reader) {
        this.reader = reader;
    }

    /** All definitions found or added so far. */
    Collection<PolicyDefinition> all() {
        return definitions.values();
    }

    /**
     * The definition of a name. No list of properties contains a policy that only environment
     * variables define. So each unknown name is looked up in the configuration.
     */
    Optional<PolicyDefinition> find(String name, Problems problems) {
        PolicyDefinition known = definitions.get(name);
        if (known != null || !PolicyName.isValid(name)) {
            return Optional.ofNullable(known);
        }
        Optional<PolicyDefinition> read = reader.read(name, problems);
        read.ifPresent(definition -> definitions.putIfAbsent(name, definition));
        return Optional.ofNullable(definitions.get(name));
    }

    /**
     * Adds the definition of an element, unless its name is taken, which is a problem.
     *
     * @param limits the limits of the element, for the message
     * @return the definition, if it was added
     */
    Optional<PolicyDefinition> add(
            PolicyDefinition definition, Sourced<List<Limit>> limits, Problems problems) {
        String name = definition.policy().name();
        Optional<String> obstacle =
                find(name, problems).flatMap(known -> obstacle(known, definition, name));
        if (obstacle.isPresent()) {
            limits.addProblem(problems, obstacle.get());
            return Optional.empty();
        }
        definitions.put(name, definition);
        return Optional.of(definition);
    }

    private static Optional<String> obstacle(
            PolicyDefinition known, PolicyDefinition next, String name) {
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
        // The definition of an element that names its policy includes the configuration.
        boolean same = known.isConfiguration() || known.policy().equals(next.policy());
        return same
                ? Optional.empty()
                : Optional.of(
                        "%s defines policy %s differently; define it in one place, or in the configuration as %s"
                                .formatted(known.where(), name, ConfigKeys.POLICY_LIMIT.of(name)));
    }
}
