package io.github.throttled.internal.application;

import io.github.throttled.RateLimiter;

import jakarta.inject.Inject;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.stream.Stream;

/** Tells whether a class has a {@link RateLimiter} injected, by its own declaration alone. */
final class AskingClass {

    private AskingClass() {}

    /** Says yes as well for a class of which not all can be loaded. */
    static boolean asks(Class<?> type) {
        try {
            return Stream.<Class<?>>iterate(type, c -> c != null, Class::getSuperclass)
                    .flatMap(AskingClass::injected)
                    .anyMatch(AskingClass::isLimiter);
        } catch (LinkageError e) {
            return true;
        }
    }

    private static Stream<Type> injected(Class<?> declaring) {
        Stream<Type> fields =
                Stream.of(declaring.getDeclaredFields())
                        .filter(AskingClass::isInjected)
                        .map(Field::getGenericType);
        Stream<Type> parameters =
                Stream.<Executable[]>of(
                                declaring.getDeclaredConstructors(), declaring.getDeclaredMethods())
                        .flatMap(Stream::of)
                        .filter(AskingClass::isInjected)
                        .map(Executable::getGenericParameterTypes)
                        .flatMap(Stream::of);
        return Stream.concat(fields, parameters);
    }

    private static boolean isInjected(AnnotatedElement element) {
        return element.isAnnotationPresent(Inject.class);
    }

    /** Also one that is looked up later, as {@code Instance<RateLimiter>}. */
    private static boolean isLimiter(Type type) {
        return type == RateLimiter.class
                || type instanceof ParameterizedType generic
                        && Stream.of(generic.getActualTypeArguments())
                                .anyMatch(AskingClass::isLimiter);
    }
}
