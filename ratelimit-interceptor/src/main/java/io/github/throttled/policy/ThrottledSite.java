package io.github.throttled.policy;

import io.github.throttled.Throttled;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * A place where {@link Throttled @Throttled} stands.
 *
 * @param type the class that has the annotation, declared or inherited, or that declares the method
 * @param method the annotated method, or the called method of a class that has the annotation
 * @param onMethod whether the annotation stands on the method itself
 * @param throttled the annotation
 */
public record ThrottledSite(Class<?> type, Method method, boolean onMethod, Throttled throttled) {

    /**
     * The site that speaks for a method of a class: the method's own annotation, else the one that
     * the class has.
     *
     * @param type the bean or resource class itself, not a proxy of it
     */
    public static Optional<ThrottledSite> of(Class<?> type, Method method) {
        Throttled own = method.getAnnotation(Throttled.class);
        if (own != null) {
            return Optional.of(new ThrottledSite(method.getDeclaringClass(), method, true, own));
        }
        return Optional.ofNullable(type.getAnnotation(Throttled.class))
                .map(inherited -> new ThrottledSite(type, method, false, inherited));
    }
}
