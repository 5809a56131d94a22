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
 * Reads {@link Throttled @Throttled} at one site, with what the configuration overrides.
 *
 * <p>A site that only names policies is not told limits by keys that speak for other sites too:
 * {@code Throttled/limit} is for the sites that have a limit, or nothing.
 *
 * @param site where the annotation stands
 * @param reader where overrides are, and problems go
 */
record ElementReader(ThrottledElement site, ConfigReader reader) {

    private static final Set<MemberSource> ANYWHERE = EnumSet.allOf(MemberSource.class);
    private static final Set<MemberSource> KEYS =
            EnumSet.complementOf(EnumSet.of(MemberSource.ANNOTATION));
    private static final Set<MemberSource> ANNOTATION = EnumSet.of(MemberSource.ANNOTATION);

    private static final List<AnnotationMember<?>> TERMS =
            List.of(AnnotationMember.LIMIT, AnnotationMember.STRATEGY, AnnotationMember.KEY);

    /** Everything, as far as it is right; the rest are problems. */
    ElementMembers read() {
        Optional<Sourced<List<String>>> policies = said(AnnotationMember.VALUE, ANYWHERE);
        boolean defines = policies.isEmpty() || canDefine(policies.get().value());
        if (!defines) {
            checkNothingIsLost(policies.get().value());
        }
        return new ElementMembers(
                hasTermsOfItsOwn() ? site.methodAlone() : site,
                policies,
                defines ? terms() : PolicyAttributes.NONE,
                said(AnnotationMember.COST, KEYS),
                said(AnnotationMember.COST, ANNOTATION));
    }

    private boolean canDefine(List<String> policies) {
        return policies.size() == 1 && origin(AnnotationMember.LIMIT, own()).isPresent();
    }

    private PolicyAttributes terms() {
        return new PolicyAttributes(
                said(AnnotationMember.LIMIT, ANYWHERE),
                said(AnnotationMember.STRATEGY, ANYWHERE),
                said(AnnotationMember.KEY, ANYWHERE));
    }

    private boolean hasTermsOfItsOwn() {
        return !site.onMethod()
                && TERMS.stream()
                        .anyMatch(member -> text(member, MemberSource.METHOD_KEY).isPresent());
    }

    /** Places that speak for no other annotation than this one. */
    private Set<MemberSource> own() {
        return site.onMethod()
                ? EnumSet.of(MemberSource.METHOD_KEY, MemberSource.ANNOTATION)
                : EnumSet.of(
                        MemberSource.METHOD_KEY, MemberSource.CLASS_KEY, MemberSource.ANNOTATION);
    }

    /** What this site says of a policy must not be dropped silently when it defines none. */
    private void checkNothingIsLost(List<String> policies) {
        Set<MemberSource> meant = own();
        if (origin(AnnotationMember.VALUE, KEYS).isPresent()) {
            // Who names other policies in the configuration cannot also edit the annotation.
            meant.remove(MemberSource.ANNOTATION);
        }
        String fix =
                policies.size() == 1
                        ? "it says nothing without a limit; add one, or set throttled.policy.%s.%s instead"
                        : "it can define only one policy, and several are named; set throttled.policy.%s.%s"
                                + " and the like instead";
        for (AnnotationMember<?> member : TERMS) {
            origin(member, meant)
                    .ifPresent(
                            origin ->
                                    reader.problems()
                                            .add(
                                                    where(member, origin),
                                                    text(member, origin).orElseThrow(),
                                                    fix.formatted(policies.get(0), member.name())));
        }
    }

    private <T> Optional<Sourced<T>> said(AnnotationMember<T> member, Set<MemberSource> origins) {
        return origin(member, origins)
                .flatMap(
                        origin ->
                                reader.parse(
                                        member.syntax(),
                                        text(member, origin).orElseThrow(),
                                        where(member, origin)));
    }

    /** The first of these places that says something. */
    private Optional<MemberSource> origin(AnnotationMember<?> member, Set<MemberSource> origins) {
        return origins.stream().filter(origin -> text(member, origin).isPresent()).findFirst();
    }

    private Optional<RawValue> text(AnnotationMember<?> member, MemberSource origin) {
        return origin == MemberSource.ANNOTATION
                ? member.in(site.throttled()).map(RawValue::plain)
                : reader.text(where(member, origin));
    }

    private String where(AnnotationMember<?> member, MemberSource origin) {
        return switch (origin) {
            case METHOD_KEY -> member.methodKey(site.type(), site.method().getName());
            case CLASS_KEY -> member.classKey(site.type());
            case GLOBAL_KEY -> member.globalKey();
            case ANNOTATION -> site.place() + ": " + member.name();
        };
    }
}
