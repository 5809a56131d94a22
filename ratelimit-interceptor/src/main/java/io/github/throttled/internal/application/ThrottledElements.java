package io.github.throttled.internal.application;

import io.github.throttled.Throttled;
import io.github.throttled.internal.config.model.ThrottledElement;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.enforcement.RestClients;

import jakarta.interceptor.Interceptor;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the throttled methods of a class. */
public final class ThrottledElements {

    /**
     * Annotations by name, because not every server has EJBs. An EJB timer may call private
     * methods.
     */
    private static final Set<String> TIMERS =
            Set.of("jakarta.ejb.Schedule", "jakarta.ejb.Schedules", "jakarta.ejb.Timeout");

    private ThrottledElements() {}

    /**
     * Returns the annotated elements that apply to the methods of a class, including inherited
     * methods.
     */
    public static Stream<ThrottledElement> of(Class<?> type) {
        if (RestClients.isClient(type)) {
            return elements(type, Arrays.stream(type.getMethods()));
        }
        if (Modifier.isAbstract(type.getModifiers())
                || type.isAnnotationPresent(Interceptor.class)) {
            return Stream.empty();
        }
        return elements(type, methods(type));
    }

    /** Adds a problem for each annotated method whose calls cannot be intercepted. */
    public static void check(Class<?> type, Problems problems) {
        methods(type)
                .filter(method -> !isSeen(method) && method.isAnnotationPresent(Throttled.class))
                .flatMap(method -> ThrottledElement.of(type, method).stream())
                .forEach(
                        element ->
                                problems.add(
                                        element.place(),
                                        "calls of a %s method cannot be intercepted; annotate another method, or use RateLimiter in this one"
                                                .formatted(
                                                        isStatic(element.method())
                                                                ? "static"
                                                                : "private")));
    }

    private static Stream<ThrottledElement> elements(Class<?> type, Stream<Method> methods) {
        return methods.filter(method -> !method.isSynthetic() && isSeen(method))
                .flatMap(method -> ThrottledElement.of(type, method).stream());
    }

    private static Stream<Method> methods(Class<?> type) {
        return Stream.<Class<?>>iterate(
                        type, owner -> owner != null && owner != Object.class, Class::getSuperclass)
                .flatMap(owner -> Arrays.stream(owner.getDeclaredMethods()));
    }

    private static boolean isSeen(Method method) {
        return !isStatic(method) && (!Modifier.isPrivate(method.getModifiers()) || isTimer(method));
    }

    private static boolean isStatic(Method method) {
        return Modifier.isStatic(method.getModifiers());
    }

    private static boolean isTimer(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> TIMERS.contains(type.getName()));
    }
}
