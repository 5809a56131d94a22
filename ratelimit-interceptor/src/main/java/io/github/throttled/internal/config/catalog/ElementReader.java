package io.github.throttled.internal.config.catalog;

import io.github.throttled.Throttled;
import io.github.throttled.internal.config.model.ThrottledElement;
import io.github.throttled.internal.config.reader.AnnotationMember;
import io.github.throttled.internal.config.reader.ConfigReader;
import io.github.throttled.internal.config.reader.MemberSource;
import io.github.throttled.internal.config.reader.RawValue;
import io.github.throttled.internal.config.reader.Sourced;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@link Throttled @Throttled} at one element, with the overrides of the configuration.
 *
 * <p>An element that only names policies takes no limits from keys that apply to other elements,
 * too: {@code Throttled/limit} applies to the elements that have a limit, or to none.
 *
 * @param element the annotated element
 * @param reader reads overrides, and collects problems
 */
record ElementReader(ThrottledElement element, ConfigReader reader) {

    private static final Set<MemberSource> ANYWHERE = EnumSet.allOf(MemberSource.class);
    private static final Set<MemberSource> KEYS =
            EnumSet.complementOf(EnumSet.of(MemberSource.ANNOTATION));
    private static final Set<MemberSource> ANNOTATION = EnumSet.of(MemberSource.ANNOTATION);

    private static final List<AnnotationMember<?>> ATTRIBUTES =
            List.of(AnnotationMember.LIMIT, AnnotationMember.STRATEGY, AnnotationMember.KEY);

    /** Reads all valid members; the others become problems. */
    ElementMembers read() {
        Optional<Sourced<List<String>>> policies = value(AnnotationMember.VALUE, ANYWHERE);
        boolean defines = policies.isEmpty() || canDefine(policies.get().value());
        if (!defines) {
            checkNothingIsIgnored(policies.get().value());
        }
        return new ElementMembers(
                hasOwnAttributes() ? element.methodAlone() : element,
                policies,
                defines ? attributes() : PolicyAttributes.NONE,
                value(AnnotationMember.COST, KEYS),
                value(AnnotationMember.COST, ANNOTATION));
    }

    private boolean canDefine(List<String> policies) {
        return policies.size() == 1 && origin(AnnotationMember.LIMIT, own()).isPresent();
    }

    private PolicyAttributes attributes() {
        return new PolicyAttributes(
                value(AnnotationMember.LIMIT, ANYWHERE),
                value(AnnotationMember.STRATEGY, ANYWHERE),
                value(AnnotationMember.KEY, ANYWHERE));
    }

    private boolean hasOwnAttributes() {
        return !element.onMethod()
                && ATTRIBUTES.stream()
                        .anyMatch(member -> text(member, MemberSource.METHOD_KEY).isPresent());
    }

    /** The sources that apply to this annotation only. */
    private Set<MemberSource> own() {
        return element.onMethod()
                ? EnumSet.of(MemberSource.METHOD_KEY, MemberSource.ANNOTATION)
                : EnumSet.of(
                        MemberSource.METHOD_KEY, MemberSource.CLASS_KEY, MemberSource.ANNOTATION);
    }

    /**
     * Adds a problem for each attribute of a policy at an element that does not define one.
     * Otherwise it would be ignored silently.
     */
    private void checkNothingIsIgnored(List<String> policies) {
        Set<MemberSource> sources = own();
        if (origin(AnnotationMember.VALUE, KEYS).isPresent()) {
            // A configuration that names other policies cannot also change the annotation.
            sources.remove(MemberSource.ANNOTATION);
        }
        String fix =
                policies.size() == 1
                        ? "it says nothing without a limit; add one, or set throttled.policy.%s.%s instead"
                        : "it can define only one policy, and several are named; set throttled.policy.%s.%s"
                                + " and the like instead";
        for (AnnotationMember<?> member : ATTRIBUTES) {
            origin(member, sources)
                    .ifPresent(
                            origin ->
                                    reader.problems()
                                            .add(
                                                    where(member, origin),
                                                    text(member, origin).orElseThrow(),
                                                    fix.formatted(policies.get(0), member.name())));
        }
    }

    private <T> Optional<Sourced<T>> value(AnnotationMember<T> member, Set<MemberSource> origins) {
        return origin(member, origins)
                .flatMap(
                        origin ->
                                reader.parse(
                                        member.syntax(),
                                        text(member, origin).orElseThrow(),
                                        where(member, origin)));
    }

    /** The first of these sources that sets the member. */
    private Optional<MemberSource> origin(AnnotationMember<?> member, Set<MemberSource> origins) {
        return origins.stream().filter(origin -> text(member, origin).isPresent()).findFirst();
    }

    private Optional<RawValue> text(AnnotationMember<?> member, MemberSource origin) {
        return origin == MemberSource.ANNOTATION
                ? member.in(element.throttled()).map(RawValue::plain)
                : reader.text(where(member, origin));
    }

    private String where(AnnotationMember<?> member, MemberSource origin) {
        return switch (origin) {
            case METHOD_KEY -> member.methodKey(element.type(), element.method().getName());
            case CLASS_KEY -> member.classKey(element.type());
            case GLOBAL_KEY -> member.globalKey();
            case ANNOTATION -> element.place() + ": " + member.name();
        };
    }
}
