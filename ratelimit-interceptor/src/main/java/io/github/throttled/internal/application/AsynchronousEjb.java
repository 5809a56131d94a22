package io.github.throttled.internal.application;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Tells which calls an EJB container makes on a thread of its own. */
public final class AsynchronousEjb {

    /** By name: not every server has EJBs, and there nothing is annotated so. */
    private static final String ANNOTATION = "jakarta.ejb.Asynchronous";

    private AsynchronousEjb() {}

    /**
     * Whether a method of a session bean is one.
     *
     * @param type the bean's
     */
    public static boolean is(Class<?> type, Method method) {
        return isAnnotated(method) || isAnnotated(method.getDeclaringClass()) || isAnnotated(type);
    }

    private static boolean isAnnotated(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .anyMatch(found -> found.annotationType().getName().equals(ANNOTATION));
    }
}
