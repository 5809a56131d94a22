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
 * Tells which classes with {@link Throttled @Throttled} have calls that can be charged: those of
 * beans and Rest Clients, which an interceptor sees, and of JAX-RS resources, which a filter sees.
 * An annotation anywhere else would be no limit.
 */
public final class AnnotatedClasses {

    /** By name, for not every server has it. They are no beans of CDI, but are intercepted. */
    private static final String MESSAGE_DRIVEN = "jakarta.ejb.MessageDriven";

    /** Of these, too, the server makes the objects, but need not put interceptors before them. */
    private static final Set<String> COMPONENTS =
            Set.of(
                    "jakarta.servlet.annotation.WebServlet",
                    "jakarta.servlet.annotation.WebFilter",
                    "jakarta.servlet.annotation.WebListener",
                    "jakarta.websocket.server.ServerEndpoint",
                    "jakarta.jws.WebService");

    private final DiscoveredBeans beans;
    private final Set<Class<?>> classes;
    private final Problems doubts = new Problems();

    /**
     * @param classes those that are annotated, all resources that are known, and possibly others
     */
    public AnnotatedClasses(DiscoveredBeans beans, Collection<Class<?>> classes) {
        this.beans = beans;
        this.classes = new LinkedHashSet<>(classes);
    }

    /** Where calls are charged. */
    public Stream<ThrottledElement> sites() {
        return classes.stream().filter(this::isCharged).flatMap(ThrottledElements::of);
    }

    /**
     * Adds what can never be charged.
     *
     * @param problems gets what cannot be meant
     */
    void check(Problems problems) {
        for (Class<?> type : classes) {
            if (isAnnotated(type) && !type.isAnnotationPresent(Interceptor.class)) {
                ThrottledElements.check(type, problems);
                if (!isCharged(type) && !isInheritedByCharged(type)) {
                    sayWhy(type, problems);
                }
            }
        }
    }

    /**
     * Finds the sub-resources whose calls are charged by a parameter, which a filter does not see:
     * whether an interceptor does, depends on how their locator makes them.
     *
     * @param charges those of a site
     */
    void checkParameters(Function<ThrottledElement, List<Charge>> charges) {
        sites().filter(site -> isSubResource(site.type()) && !beans.isIntercepted(site.type()))
                .filter(
                        site ->
                                ThrottledParameters.of(site.method())
                                        .areNeeded(charges.apply(site)))
                .forEach(
                        site ->
                                doubts.add(
                                        site.place(),
                                        "calls of %s are charged by a parameter, which can be seen only if CDI makes the object, and this class is no bean; give it a scope such as @RequestScoped, and let its locator return one that is injected. Calls of one that is made by new will fail"
                                                .formatted(site.method().getName())));
    }

    /** What may be meant, though it is not charged; complete when all is checked. */
    Problems doubts() {
        return doubts;
    }

    private void sayWhy(Class<?> type, Problems problems) {
        String place = ThrottledElement.place(type);
        if (type.isAnnotation()) {
            problems.add(
                    place,
                    "a stereotype has no limit of its own; annotate the classes or methods that it is for");
        } else if (type.isInterface()) {
            sayWhyInterface(type, place, problems);
        } else if (isComponent(type)) {
            doubts.add(
                    place,
                    "the server makes the objects of this class itself, and need not put an interceptor before them; let it call a bean that has the annotation");
        } else if (Modifier.isAbstract(type.getModifiers()) || isLeftOut(type)) {
            doubts.add(
                    place,
                    "nothing in this application is a bean of this class, so that no call is charged");
        } else if (beans.isProduced(type)) {
            doubts.add(
                    place,
                    "what a producer makes is not intercepted, unless by an InterceptionFactory; annotate the class of a bean instead");
        } else {
            problems.add(
                    place,
                    "it is neither a bean nor a JAX-RS resource, so that no call is charged; give it a scope such as @ApplicationScoped, in an archive with beans, or remove the annotation");
        }
    }

    private void sayWhyInterface(Class<?> type, String place, Problems problems) {
        Class<?> bean =
                Stream.concat(beans.classes().stream(), classes.stream())
                        .filter(other -> !other.isInterface() && type.isAssignableFrom(other))
                        .findFirst()
                        .orElse(null);
        if (bean != null) {
            problems.add(
                    place,
                    "no class inherits it from an interface; write it on %s, which implements this one"
                            .formatted(bean.getName()));
        } else if (!isResource(type)) {
            doubts.add(
                    place,
                    "no class inherits it from an interface, and this is no @RegisterRestClient; annotate the class of a bean instead");
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

    /** Whether somebody meant it to be a bean elsewhere, or under other circumstances. */
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

    /** Whether JAX-RS calls methods of a class, as a root resource or what a locator returns. */
    static boolean isResource(Class<?> type) {
        return lineage(type)
                .flatMap(
                        owner ->
                                Stream.<AnnotatedElement>concat(
                                        Stream.of(owner),
                                        Arrays.stream(owner.getDeclaredMethods())))
                .anyMatch(AnnotatedClasses::isOfJaxRs);
    }

    /** Whether only a locator of another resource leads to it. */
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
