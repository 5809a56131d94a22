package io.github.throttled.internal.config.model;

import io.github.throttled.Throttled;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A class or method with {@link Throttled @Throttled}.
 *
 * @param type the class that has the annotation, declared or inherited, or that declares the method
 * @param method the annotated method, or the called method of a class that has the annotation
 * @param onMethod whether the method itself has the annotation
 * @param throttled the annotation
 */
public record ThrottledElement(
        Class<?> type, Method method, boolean onMethod, Throttled throttled) {

    /**
     * The element that applies to a method of a class. The method's own annotation takes precedence
     * over that of the class. The annotation of a class does not apply to a method that answers
     * OPTIONS.
     *
     * @param type the bean or resource class itself, not a proxy of it
     */
    public static Optional<ThrottledElement> of(Class<?> type, Method method) {
        Throttled own = method.getAnnotation(Throttled.class);
        if (own != null) {
            return Optional.of(new ThrottledElement(method.getDeclaringClass(), method, true, own));
        }
        return Optional.ofNullable(type.getAnnotation(Throttled.class))
                .filter(inherited -> !answersOptions(method))
                .map(inherited -> new ThrottledElement(type, method, false, inherited));
    }

    /**
     * Whether a REST method answers OPTIONS. Such a method usually serves the pre-flight requests
     * of browsers, which an annotation on the class is not meant for.
     */
    private static boolean answersOptions(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(a -> a.annotationType().getName().equals("jakarta.ws.rs.OPTIONS"));
    }

    /** The same method as if it had the annotation itself. */
    public ThrottledElement methodAlone() {
        return new ThrottledElement(type, method, true, throttled);
    }

    /** The place of the annotation on a class, for messages. */
    public static String place(Class<?> type) {
        return "@Throttled on " + type.getName();
    }

    /** The place of the annotation, for messages; different for different places. */
    public String place() {
        String place = place(type);
        if (!onMethod) {
            return place;
        }
        place += '.' + method.getName();
        return isOverloaded() ? place + '(' + parameters(Class::getTypeName, ", ") + ')' : place;
    }

    /**
     * The name of a policy that is defined here without a name: {@code Orders}, {@code
     * Orders.list}, or {@code Orders.list-String-int} if several methods of this name are
     * annotated. The name depends on the class alone, because all nodes of a cluster must derive
     * the same name.
     */
    public String policyName() {
        String name = type.getSimpleName();
        if (onMethod) {
            name += '.' + method.getName();
        }
        if (onMethod && isOverloaded() && method.getParameterCount() > 0) {
            name += '-' + parameters(Class::getSimpleName, "-");
        }
        // Java identifiers may contain letters that a header must not contain.
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    /** Whether a parameter of the method has an annotation. */
    public boolean hasParameter(Class<? extends Annotation> annotation) {
        return Arrays.stream(method.getParameters())
                .anyMatch(parameter -> parameter.isAnnotationPresent(annotation));
    }

    private boolean isOverloaded() {
        return Arrays.stream(method.getDeclaringClass().getDeclaredMethods())
                        .filter(m -> m.getName().equals(method.getName()) && !m.isBridge())
                        .filter(m -> m.isAnnotationPresent(Throttled.class))
                        .count()
                > 1;
    }

    private String parameters(Function<Class<?>, String> name, String between) {
        return Arrays.stream(method.getParameterTypes())
                .map(name)
                .collect(Collectors.joining(between));
    }
}
