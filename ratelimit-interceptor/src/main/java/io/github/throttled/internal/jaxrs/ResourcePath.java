package io.github.throttled.internal.jaxrs;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The HTTP method and path of a resource method.
 *
 * @param method the HTTP method
 * @param template the path template, relative to the base path of the JAX-RS application
 */
record ResourcePath(String method, String template) {

    /** Returns the path of a resource method; empty if only a sub-resource locator leads to it. */
    static Optional<ResourcePath> of(Class<?> type, Method method) {
        Optional<Path> root =
                lineage(type).flatMap(owner -> annotation(owner, Path.class)).findFirst();
        Optional<Method> described =
                lineage(type)
                        .flatMap(owner -> same(owner, method))
                        .filter(candidate -> httpMethod(candidate).isPresent())
                        .findFirst();
        if (root.isEmpty() || described.isEmpty()) {
            return Optional.empty();
        }
        String own =
                annotation(described.get(), Path.class).map(Path::value).findFirst().orElse("");
        return httpMethod(described.get())
                .map(verb -> new ResourcePath(verb, root.get().value() + '/' + own));
    }

    /**
     * Returns a class, its superclasses and its interfaces, in the order in which JAX-RS searches
     * them.
     */
    private static Stream<Class<?>> lineage(Class<?> type) {
        if (type == null) {
            return Stream.empty();
        }
        return Stream.concat(
                Stream.of(type),
                Stream.concat(
                        lineage(type.getSuperclass()),
                        Arrays.stream(type.getInterfaces()).flatMap(ResourcePath::lineage)));
    }

    private static Stream<Method> same(Class<?> owner, Method method) {
        return Arrays.stream(owner.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method.getName()))
                .filter(
                        candidate ->
                                Arrays.equals(
                                        candidate.getParameterTypes(), method.getParameterTypes()));
    }

    private static Optional<String> httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .flatMap(found -> annotation(found.annotationType(), HttpMethod.class))
                .map(HttpMethod::value)
                .findFirst();
    }

    private static <A extends Annotation> Stream<A> annotation(
            AnnotatedElement element, Class<A> type) {
        return Stream.ofNullable(element.getDeclaredAnnotation(type));
    }
}
