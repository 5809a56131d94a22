package io.github.throttled.internal.application;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Recognizes asynchronous EJB methods, which the container runs on another thread. */
public final class AsynchronousEjb {

    /** The annotation by name, because not every server has EJBs. */
    private static final String ANNOTATION = "jakarta.ejb.Asynchronous";

    private AsynchronousEjb() {}

    /**
     * Whether a method of a session bean is asynchronous.
     *
     * @param type the class of the bean
     */
    public static boolean is(Class<?> type, Method method) {
        return isAnnotated(method) || isAnnotated(method.getDeclaringClass()) || isAnnotated(type);
    }

    private static boolean isAnnotated(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .anyMatch(found -> found.annotationType().getName().equals(ANNOTATION));
    }
}
