package io.github.throttled.cdi;

import io.github.throttled.policy.ThrottledSite;

import jakarta.interceptor.Interceptor;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;

/** Where a class is throttled. */
final class Sites {

    private Sites() {}

    /** The sites that speak for a class's methods, inherited ones included. */
    static Stream<ThrottledSite> of(Class<?> type) {
        if (RestClients.isClient(type)) {
            return sites(type, Arrays.stream(type.getMethods()));
        }
        if (Modifier.isAbstract(type.getModifiers())
                || type.isAnnotationPresent(Interceptor.class)) {
            return Stream.empty();
        }
        return sites(
                type,
                Stream.<Class<?>>iterate(type, owner -> owner != Object.class, Class::getSuperclass)
                        .flatMap(owner -> Arrays.stream(owner.getDeclaredMethods())));
    }

    private static Stream<ThrottledSite> sites(Class<?> type, Stream<Method> methods) {
        return methods.filter(method -> !method.isSynthetic())
                .flatMap(method -> ThrottledSite.of(type, method).stream());
    }
}
