package io.github.throttled.internal.config.catalog;

import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.model.ThrottledElement;
import io.github.throttled.internal.config.reader.AnnotationMember;
import io.github.throttled.internal.config.reader.ConfigKey;
import io.github.throttled.internal.config.reader.ConfigKeys;
import io.github.throttled.internal.config.syntax.SafeText;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The configuration keys that can be changed while an application runs, with immediate effect.
 *
 * @param catalog has all policies
 * @param elements the annotated elements of the application
 */
public record LiveKeys(PolicyCatalog catalog, Collection<ThrottledElement> elements) {

    /** A node needs these when it opens its counters, or reads them only once. */
    private static final List<ConfigKey<?>> AT_DEPLOYMENT =
            List.of(ConfigKeys.POLICY_MAX_KEYS, ConfigKeys.POLICY_DURABLE);

    /**
     * The reason why a key cannot be changed, as a sentence without a full stop; empty if it can.
     *
     * @param key any string; not null
     */
    public Optional<String> obstacle(String key) {
        return key.startsWith(ConfigKey.ROOT) ? obstacleOfPolicy(key) : obstacleOfElement(key);
    }

    /** The key that changes the limits of a policy for callers in no tier. */
    public String limitKey(Policy policy) {
        return inlineElement(policy.name())
                .map(element -> key(element, AnnotationMember.LIMIT))
                .orElseGet(() -> ConfigKeys.POLICY_LIMIT.of(policy.name()));
    }

    /** The key that changes the limits for a tier. */
    public String limitKey(Policy policy, String tier) {
        return ConfigKeys.TIER_LIMIT.of(policy.name(), tier);
    }

    /** The key that changes the mode; empty for a policy that an annotation defines. */
    public Optional<String> modeKey(Policy policy) {
        return inlineElement(policy.name()).isPresent()
                ? Optional.empty()
                : Optional.of(ConfigKeys.POLICY_MODE.of(policy.name()));
    }

    /** Whether a key belongs to the policy, and to no other one. */
    public boolean isOf(String key, Policy policy) {
        return inlineElement(policy.name())
                .map(
                        element ->
                                AnnotationMember.all()
                                        .anyMatch(member -> key.equals(key(element, member))))
                .orElseGet(() -> policyIn(key).filter(policy.name()::equals).isPresent());
    }

    private Optional<String> obstacleOfPolicy(String key) {
        Optional<String> policy = policyIn(key);
        if (policy.isEmpty()) {
            return Optional.of("only what belongs to a policy can be changed while it is in force");
        }
        if (AT_DEPLOYMENT.stream().anyMatch(fixed -> fixed.matches(key))) {
            return Optional.of("it is read at deployment only; change it in the configuration");
        }
        return catalog.find(policy.get()).isPresent()
                ? Optional.empty()
                : Optional.of("there is no policy " + SafeText.of(policy.get()));
    }

    private Optional<String> obstacleOfElement(String key) {
        boolean isOfElement =
                elements.stream()
                        .flatMap(
                                element ->
                                        AnnotationMember.all()
                                                .flatMap(member -> keys(element, member)))
                        .anyMatch(key::equals);
        return isOfElement
                ? Optional.empty()
                : Optional.of(
                        "there is no such key; write throttled.policy.NAME.limit, or"
                                + " com.acme.Orders/list/Throttled/limit for a method that has"
                                + " @Throttled");
    }

    private static Stream<String> keys(ThrottledElement element, AnnotationMember<?> member) {
        return Stream.of(
                member.methodKey(element.type(), element.method().getName()),
                member.classKey(element.type()),
                member.globalKey());
    }

    private static String key(ThrottledElement element, AnnotationMember<?> member) {
        return element.onMethod()
                ? member.methodKey(element.type(), element.method().getName())
                : member.classKey(element.type());
    }

    /** The element that defines a policy without a name; empty for a policy with a name. */
    private Optional<ThrottledElement> inlineElement(String policy) {
        return catalog.isInline(policy)
                ? elements.stream()
                        .flatMap(element -> Stream.of(element, element.methodAlone()))
                        .filter(element -> element.policyName().equals(policy))
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<String> policyIn(String key) {
        return ConfigKeys.all().stream()
                .filter(known -> known.pattern().startsWith("policy.") && known.matches(key))
                .map(known -> known.namesIn(key).get(0))
                .findFirst();
    }
}
