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

/** Where a class is throttled. */
public final class ThrottledElements {

    /** By name, for not every server has EJBs, whose timers may call private methods. */
    private static final Set<String> TIMERS =
            Set.of("jakarta.ejb.Schedule", "jakarta.ejb.Schedules", "jakarta.ejb.Timeout");

    private ThrottledElements() {}

    /** The sites that speak for a class's methods, inherited ones included. */
    public static Stream<ThrottledElement> of(Class<?> type) {
        if (RestClients.isClient(type)) {
            return sites(type, Arrays.stream(type.getMethods()));
        }
        if (Modifier.isAbstract(type.getModifiers())
                || type.isAnnotationPresent(Interceptor.class)) {
            return Stream.empty();
        }
        return sites(type, methods(type));
    }

    /** Adds the methods of a class that are annotated, and of which nobody can see a call. */
    public static void check(Class<?> type, Problems problems) {
        methods(type)
                .filter(method -> !isSeen(method) && method.isAnnotationPresent(Throttled.class))
                .flatMap(method -> ThrottledElement.of(type, method).stream())
                .forEach(
                        site ->
                                problems.add(
                                        site.place(),
                                        "nothing can intercept calls of a %s method; annotate a method that is not, or ask RateLimiter in it"
                                                .formatted(
                                                        isStatic(site.method())
                                                                ? "static"
                                                                : "private")));
    }

    private static Stream<ThrottledElement> sites(Class<?> type, Stream<Method> methods) {
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
