package io.github.throttled.policy;

import io.github.throttled.Throttled;

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
record SiteReader(ThrottledSite site, ConfigReader reader) {

    private static final Set<Origin> ANYWHERE = EnumSet.allOf(Origin.class);
    private static final Set<Origin> KEYS = EnumSet.complementOf(EnumSet.of(Origin.ANNOTATION));
    private static final Set<Origin> ANNOTATION = EnumSet.of(Origin.ANNOTATION);

    private static final List<Member<?>> TERMS = List.of(Member.LIMIT, Member.STRATEGY, Member.KEY);

    /** Everything, as far as it is right; the rest are problems. */
    SiteMembers read() {
        Optional<Said<List<String>>> policies = said(Member.VALUE, ANYWHERE);
        boolean defines = policies.isEmpty() || canDefine(policies.get().value());
        if (!defines) {
            checkNothingIsLost(policies.get().value());
        }
        return new SiteMembers(
                hasTermsOfItsOwn() ? site.methodAlone() : site,
                policies,
                defines ? terms() : Terms.NONE,
                said(Member.COST, KEYS),
                said(Member.COST, ANNOTATION));
    }

    private boolean canDefine(List<String> policies) {
        return policies.size() == 1 && origin(Member.LIMIT, own()).isPresent();
    }

    private Terms terms() {
        return new Terms(
                said(Member.LIMIT, ANYWHERE),
                said(Member.STRATEGY, ANYWHERE),
                said(Member.KEY, ANYWHERE));
    }

    private boolean hasTermsOfItsOwn() {
        return !site.onMethod()
                && TERMS.stream().anyMatch(member -> text(member, Origin.METHOD_KEY).isPresent());
    }

    /** Places that speak for no other annotation than this one. */
    private Set<Origin> own() {
        return site.onMethod()
                ? EnumSet.of(Origin.METHOD_KEY, Origin.ANNOTATION)
                : EnumSet.of(Origin.METHOD_KEY, Origin.CLASS_KEY, Origin.ANNOTATION);
    }

    /** What this site says of a policy must not be dropped silently when it defines none. */
    private void checkNothingIsLost(List<String> policies) {
        Set<Origin> meant = own();
        if (origin(Member.VALUE, KEYS).isPresent()) {
            // Who names other policies in the configuration cannot also edit the annotation.
            meant.remove(Origin.ANNOTATION);
        }
        String fix =
                policies.size() == 1
                        ? "it says nothing without a limit; add one, or set throttled.policy.%s.%s instead"
                        : "it can define only one policy, and several are named; set throttled.policy.%s.%s"
                                + " and the like instead";
        for (Member<?> member : TERMS) {
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

    private <T> Optional<Said<T>> said(Member<T> member, Set<Origin> origins) {
        return origin(member, origins)
                .flatMap(
                        origin ->
                                reader.parse(
                                        member.syntax(),
                                        text(member, origin).orElseThrow(),
                                        where(member, origin)));
    }

    /** The first of these places that says something. */
    private Optional<Origin> origin(Member<?> member, Set<Origin> origins) {
        return origins.stream().filter(origin -> text(member, origin).isPresent()).findFirst();
    }

    private Optional<Written> text(Member<?> member, Origin origin) {
        return origin == Origin.ANNOTATION
                ? member.in(site.throttled()).map(Written::plain)
                : reader.text(where(member, origin));
    }

    private String where(Member<?> member, Origin origin) {
        return switch (origin) {
            case METHOD_KEY -> member.methodKey(site.type(), site.method().getName());
            case CLASS_KEY -> member.classKey(site.type());
            case GLOBAL_KEY -> member.globalKey();
            case ANNOTATION -> site.place() + ": " + member.name();
        };
    }
}
