package io.github.throttled.policy;

import io.github.throttled.Strategy;
import io.github.throttled.Throttled;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A member of {@link Throttled @Throttled}, which the configuration can override the MicroProfile
 * Fault Tolerance way. All members are in this class.
 *
 * @param name as in the annotation
 * @param written the value in an annotation, as it would be written in the configuration
 * @param unset what is written in an annotation that does not set it
 * @param syntax how the value is written
 */
record Member<T>(String name, Function<Throttled, String> written, String unset, Syntax<T> syntax) {

    static final Member<List<String>> VALUE =
            new Member<>(
                    "value",
                    throttled -> String.join(",", throttled.value()),
                    "",
                    Syntax.listOf(PolicyName::parse));
    static final Member<List<Limit>> LIMIT =
            like(ConfigKeys.POLICY_LIMIT, "limit", Throttled::limit);
    static final Member<Strategy> STRATEGY =
            like(ConfigKeys.POLICY_STRATEGY, "strategy", t -> t.strategy().configName());
    static final Member<KeyExpression> KEY = like(ConfigKeys.POLICY_KEY, "key", Throttled::key);
    static final Member<Cost> COST =
            like(ConfigKeys.POLICY_COST, "cost", t -> Long.toString(t.cost()));

    private static final List<Member<?>> ALL = List.of(VALUE, LIMIT, STRATEGY, KEY, COST);

    private static final String OVERRIDE = "Throttled/";

    private static <T> Member<T> like(
            ConfigKey<T> key, String name, Function<Throttled, String> written) {
        return new Member<>(name, written, key.fallback(), key.syntax());
    }

    static Stream<Member<?>> all() {
        return ALL.stream();
    }

    /** What an annotation sets; empty if it leaves the default. */
    Optional<String> in(Throttled throttled) {
        return Optional.of(written.apply(throttled).strip())
                .filter(text -> !text.isEmpty() && !text.equals(unset));
    }

    /** The key that overrides it on one method. */
    String methodKey(Class<?> type, String method) {
        return type.getName() + '/' + method + '/' + globalKey();
    }

    /** The key that overrides it in one class. */
    String classKey(Class<?> type) {
        return type.getName() + '/' + globalKey();
    }

    /** The key that overrides it everywhere. */
    String globalKey() {
        return OVERRIDE + name;
    }

    /**
     * What a key that overrides a member of an inline policy looks like, as far as the name of the
     * policy tells.
     */
    static String keyLike(String policy, String member) {
        return policy.replace('.', '/') + '/' + OVERRIDE + member;
    }

    /** Whether a property name looks like one that overrides a member, which there need not be. */
    static boolean isOverride(String property) {
        return property.startsWith(OVERRIDE)
                || property.substring(0, property.lastIndexOf('/') + 1).endsWith('/' + OVERRIDE);
    }

    /** What is wrong with a property name, if it overrides a member that there is not. */
    static Optional<String> wrongWith(String property) {
        int end = property.lastIndexOf('/') + 1;
        List<String> names = ALL.stream().map(Member::name).toList();
        String name = property.substring(end);
        if (!isOverride(property) || names.contains(name)) {
            return Optional.empty();
        }
        return Optional.of(
                "@Throttled has no such member"
                        + DidYouMean.nearest(name, names)
                                .map(
                                        meant ->
                                                "; did you mean "
                                                        + property.substring(0, end)
                                                        + meant
                                                        + "?")
                                .orElse("; it has " + String.join(", ", names)));
    }
}
