package io.github.throttled.internal.application;

import io.github.throttled.Throttled;
import io.github.throttled.internal.config.model.Charge;
import io.github.throttled.internal.config.model.ThrottledElement;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.enforcement.RestClients;
import io.github.throttled.internal.enforcement.ThrottledParameters;

import jakarta.enterprise.context.NormalScope;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Scope;
import jakarta.interceptor.Interceptor;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds the classes with {@link Throttled @Throttled} whose calls can be charged.
 *
 * <p>An interceptor sees calls of beans and Rest Clients. A filter sees calls of JAX-RS resources.
 * An annotation on any other class would limit nothing.
 */
public final class AnnotatedClasses {

    /**
     * The annotation by name, because not every server provides it. Message-driven beans are no CDI
     * beans, but containers intercept them.
     */
    private static final String MESSAGE_DRIVEN = "jakarta.ejb.MessageDriven";

    /** Classes whose objects the server creates; it may create them without interceptors. */
    private static final Set<String> COMPONENTS =
            Set.of(
                    "jakarta.servlet.annotation.WebServlet",
                    "jakarta.servlet.annotation.WebFilter",
                    "jakarta.servlet.annotation.WebListener",
                    "jakarta.websocket.server.ServerEndpoint",
                    "jakarta.jws.WebService");

    private final DiscoveredBeans beans;
    private final Set<Class<?>> classes;
    private final Problems warnings = new Problems();

    /**
     * @param beans all discovered beans
     * @param classes the annotated classes and all known resources; may contain other classes
     */
    public AnnotatedClasses(DiscoveredBeans beans, Collection<Class<?>> classes) {
        this.beans = beans;
        this.classes = new LinkedHashSet<>(classes);
    }

    /** Returns the elements whose calls are charged. */
    public Stream<ThrottledElement> elements() {
        return classes.stream().filter(this::isCharged).flatMap(ThrottledElements::of);
    }

    /**
     * Adds a problem for each annotation that can never have an effect.
     *
     * @param problems receives the certain mistakes; possible mistakes become {@link #warnings}
     */
    void check(Problems problems) {
        for (Class<?> type : classes) {
            if (isAnnotated(type) && !type.isAnnotationPresent(Interceptor.class)) {
                ThrottledElements.check(type, problems);
                if (!isCharged(type) && !isInheritedByCharged(type)) {
                    explain(type, problems);
                }
            }
        }
    }

    /**
     * Adds a warning for each sub-resource whose calls are charged by a parameter.
     *
     * <p>A filter does not see that parameter. An interceptor sees it only if the locator returns a
     * bean.
     *
     * @param charges returns the charges of an element
     */
    void checkParameters(Function<ThrottledElement, List<Charge>> charges) {
        elements()
                .filter(
                        element ->
                                isSubResource(element.type())
                                        && !beans.isIntercepted(element.type()))
                .filter(
                        element ->
                                ThrottledParameters.of(element.method())
                                        .areNeeded(charges.apply(element)))
                .forEach(
                        element ->
                                warnings.add(
                                        element.place(),
                                        "a parameter decides how calls of %s are charged, and only a bean can intercept them, but this class is no bean; give it a scope such as @RequestScoped, and let its locator return an injected object. Calls of an object created by new will fail"
                                                .formatted(element.method().getName())));
    }

    /** Returns annotations that have no effect, but may be intended; complete after all checks. */
    Problems warnings() {
        return warnings;
    }

    private void explain(Class<?> type, Problems problems) {
        String place = ThrottledElement.place(type);
        if (type.isAnnotation()) {
            problems.add(
                    place,
                    "a stereotype cannot have a limit; annotate the classes or methods that use the stereotype");
        } else if (type.isInterface()) {
            explainInterface(type, place, problems);
        } else if (isComponent(type)) {
            warnings.add(
                    place,
                    "the server creates the objects of this class and need not intercept them; let this class call a bean that has the annotation");
        } else if (Modifier.isAbstract(type.getModifiers()) || isLeftOut(type)) {
            warnings.add(
                    place, "this application has no bean of this class, so no call is charged");
        } else if (beans.isProduced(type)) {
            warnings.add(
                    place,
                    "CDI does not intercept objects of a producer, unless the producer uses an InterceptionFactory; annotate the class of a bean instead");
        } else {
            problems.add(
                    place,
                    "this class is neither a bean nor a JAX-RS resource, so no call is charged; give it a scope such as @ApplicationScoped, in an archive with beans, or remove the annotation");
        }
    }

    private void explainInterface(Class<?> type, String place, Problems problems) {
        Class<?> bean =
                Stream.concat(beans.classes().stream(), classes.stream())
                        .filter(other -> !other.isInterface() && type.isAssignableFrom(other))
                        .findFirst()
                        .orElse(null);
        if (bean != null) {
            problems.add(
                    place,
                    "classes do not inherit the annotation from an interface; write it on %s, which implements this interface"
                            .formatted(bean.getName()));
        } else if (!isResource(type)) {
            warnings.add(
                    place,
                    "classes do not inherit the annotation from an interface, and this interface has no @RegisterRestClient; annotate the class of a bean instead");
        }
    }

    private boolean isCharged(Class<?> type) {
        return beans.isIntercepted(type) && (!isComponent(type) || beans.isSessionBean(type))
                || RestClients.isClient(type)
                || isAnnotated(type, Set.of(MESSAGE_DRIVEN))
                || isResource(type) && !type.isInterface();
    }

    private boolean isInheritedByCharged(Class<?> type) {
        return !type.isInterface()
                && Stream.concat(beans.classes().stream(), classes.stream())
                        .filter(this::isCharged)
                        .anyMatch(type::isAssignableFrom);
    }

    private static boolean isComponent(Class<?> type) {
        return Servlet.class.isAssignableFrom(type)
                || Filter.class.isAssignableFrom(type)
                || isAnnotated(type, COMPONENTS);
    }

    private static boolean isAnnotated(Class<?> type, Set<String> annotations) {
        return Arrays.stream(type.getAnnotations())
                .anyMatch(found -> annotations.contains(found.annotationType().getName()));
    }

    /** Whether the class could be a bean in another deployment. */
    private static boolean isLeftOut(Class<?> type) {
        return type.isAnnotationPresent(Alternative.class)
                || Arrays.stream(type.getAnnotations())
                        .map(Annotation::annotationType)
                        .anyMatch(AnnotatedClasses::definesBeans);
    }

    private static boolean definesBeans(Class<?> annotation) {
        return annotation.isAnnotationPresent(NormalScope.class)
                || annotation.isAnnotationPresent(Scope.class)
                || annotation.isAnnotationPresent(Stereotype.class);
    }

    private static boolean isAnnotated(Class<?> type) {
        return type.isAnnotationPresent(Throttled.class)
                || Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(method -> method.isAnnotationPresent(Throttled.class));
    }

    /** Whether JAX-RS calls methods of a class, as a root resource or a sub-resource. */
    static boolean isResource(Class<?> type) {
        return lineage(type)
                .flatMap(
                        owner ->
                                Stream.<AnnotatedElement>concat(
                                        Stream.of(owner),
                                        Arrays.stream(owner.getDeclaredMethods())))
                .anyMatch(AnnotatedClasses::isOfJaxRs);
    }

    /** Whether the class is a resource that only a locator of another resource returns. */
    private static boolean isSubResource(Class<?> type) {
        return isResource(type)
                && lineage(type).noneMatch(owner -> owner.isAnnotationPresent(Path.class));
    }

    private static boolean isOfJaxRs(AnnotatedElement element) {
        return element.isAnnotationPresent(Path.class)
                || Arrays.stream(element.getAnnotations())
                        .anyMatch(a -> a.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    private static Stream<Class<?>> lineage(Class<?> type) {
        return type == null
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(type),
                        Stream.concat(
                                lineage(type.getSuperclass()),
                                Arrays.stream(type.getInterfaces())
                                        .flatMap(AnnotatedClasses::lineage)));
    }
}
