package io.github.throttled.internal.config.reader;

import io.github.throttled.Strategy;
import io.github.throttled.Throttled;
import io.github.throttled.internal.config.model.Cost;
import io.github.throttled.internal.config.model.KeyExpression;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.syntax.DidYouMean;
import io.github.throttled.internal.config.syntax.PolicyName;
import io.github.throttled.internal.config.syntax.ValueSyntax;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A member of {@link Throttled @Throttled}. The configuration can override it as in MicroProfile
 * Fault Tolerance. This class has all members.
 *
 * @param name as in the annotation
 * @param written the value of an annotation in the syntax of the configuration
 * @param unset the value of an annotation that does not set the member
 * @param syntax the syntax of the value
 */
public record AnnotationMember<T>(
        String name, Function<Throttled, String> written, String unset, ValueSyntax<T> syntax) {

    public static final AnnotationMember<List<String>> VALUE =
            new AnnotationMember<>(
                    "value",
                    throttled -> String.join(",", throttled.value()),
                    "",
                    ValueSyntax.listOf(PolicyName::parse));
    public static final AnnotationMember<List<Limit>> LIMIT =
            like(ConfigKeys.POLICY_LIMIT, "limit", Throttled::limit);
    public static final AnnotationMember<Strategy> STRATEGY =
            like(ConfigKeys.POLICY_STRATEGY, "strategy", t -> t.strategy().configName());
    public static final AnnotationMember<KeyExpression> KEY =
            like(ConfigKeys.POLICY_KEY, "key", Throttled::key);
    public static final AnnotationMember<Cost> COST =
            like(ConfigKeys.POLICY_COST, "cost", t -> Long.toString(t.cost()));

    private static final List<AnnotationMember<?>> ALL = List.of(VALUE, LIMIT, STRATEGY, KEY, COST);

    private static final String OVERRIDE = "Throttled/";

    private static <T> AnnotationMember<T> like(
            ConfigKey<T> key, String name, Function<Throttled, String> written) {
        return new AnnotationMember<>(name, written, key.fallback(), key.syntax());
    }

    public static Stream<AnnotationMember<?>> all() {
        return ALL.stream();
    }

    /** The value of an annotation; empty if it is the default. */
    public Optional<String> in(Throttled throttled) {
        return Optional.of(written.apply(throttled).strip())
                .filter(text -> !text.isEmpty() && !text.equals(unset));
    }

    /** The key that overrides it on one method. */
    public String methodKey(Class<?> type, String method) {
        return type.getName() + '/' + method + '/' + globalKey();
    }

    /** The key that overrides it in one class. */
    public String classKey(Class<?> type) {
        return type.getName() + '/' + globalKey();
    }

    /** The key that overrides it everywhere. */
    public String globalKey() {
        return OVERRIDE + name;
    }

    /**
     * The likely key for a member of an inline policy, as far as the name of the policy shows it.
     */
    public static String keyLike(String policy, String member) {
        return policy.replace('.', '/') + '/' + OVERRIDE + member;
    }

    /** Whether a property name looks like an override of a member; the member need not exist. */
    static boolean isOverride(String property) {
        return property.startsWith(OVERRIDE)
                || property.substring(0, property.lastIndexOf('/') + 1).endsWith('/' + OVERRIDE);
    }

    /** The problem of a property name that overrides an unknown member. */
    static Optional<String> problemOf(String property) {
        int end = property.lastIndexOf('/') + 1;
        List<String> names = ALL.stream().map(AnnotationMember::name).toList();
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
