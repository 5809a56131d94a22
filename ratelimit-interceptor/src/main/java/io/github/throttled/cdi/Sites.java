package io.github.throttled.cdi;

import io.github.throttled.policy.ThrottledSite;

import jakarta.interceptor.Interceptor;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;

/** Where a class is throttled. */
final class Sites {

    private Sites() {}

    /** The sites that speak for a class's methods, inherited ones included. */
    static Stream<ThrottledSite> of(Class<?> type) {
        if (Modifier.isAbstract(type.getModifiers())
                || type.isAnnotationPresent(Interceptor.class)) {
            return Stream.empty();
        }
        return Stream.<Class<?>>iterate(type, owner -> owner != Object.class, Class::getSuperclass)
                .flatMap(owner -> Arrays.stream(owner.getDeclaredMethods()))
                .filter(method -> !method.isSynthetic())
                .flatMap(method -> ThrottledSite.of(type, method).stream());
    }
}
