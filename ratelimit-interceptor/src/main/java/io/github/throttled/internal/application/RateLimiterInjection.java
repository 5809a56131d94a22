package io.github.throttled.internal.application;

import io.github.throttled.RateLimiter;

import jakarta.inject.Inject;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.stream.Stream;

/** Finds classes that declare an injection point for a {@link RateLimiter}. */
final class RateLimiterInjection {

    private RateLimiterInjection() {}

    /**
     * Whether a class or a superclass declares such an injection point. Also true if not all
     * classes that it needs can be loaded.
     */
    static boolean isIn(Class<?> type) {
        try {
            return Stream.<Class<?>>iterate(type, c -> c != null, Class::getSuperclass)
                    .flatMap(RateLimiterInjection::injected)
                    .anyMatch(RateLimiterInjection::isLimiter);
        } catch (LinkageError e) {
            return true;
        }
    }

    private static Stream<Type> injected(Class<?> declaring) {
        Stream<Type> fields =
                Stream.of(declaring.getDeclaredFields())
                        .filter(RateLimiterInjection::isInjected)
                        .map(Field::getGenericType);
        Stream<Type> parameters =
                Stream.<Executable[]>of(
                                declaring.getDeclaredConstructors(), declaring.getDeclaredMethods())
                        .flatMap(Stream::of)
                        .filter(RateLimiterInjection::isInjected)
                        .map(Executable::getGenericParameterTypes)
                        .flatMap(Stream::of);
        return Stream.concat(fields, parameters);
    }

    private static boolean isInjected(AnnotatedElement element) {
        return element.isAnnotationPresent(Inject.class);
    }

    /** Also true for {@code Instance<RateLimiter>}, which is looked up later. */
    private static boolean isLimiter(Type type) {
        return type == RateLimiter.class
                || type instanceof ParameterizedType generic
                        && Stream.of(generic.getActualTypeArguments())
                                .anyMatch(RateLimiterInjection::isLimiter);
    }
}
