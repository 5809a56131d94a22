package io.github.throttled.internal.enforcement;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Identifies a method of a class; the class may inherit the method. */
public record MethodKey(Class<?> type, Method method) {

    /**
     * Whether a class is part of the application, rather than a subclass that a container generated
     * to intercept calls.
     */
    static boolean isWritten(Class<?> type) {
        return !type.isSynthetic() && !type.getName().contains("$$") && !Proxy.isProxyClass(type);
    }

    /**
     * Returns the same method of the class that the application contains.
     *
     * <p>Containers generate subclasses of beans. These inherit the annotations of a bean, but have
     * a different name.
     */
    public MethodKey withoutProxy() {
        if (!type.isSynthetic()) {
            return this;
        }
        Class<?> real = type;
        while (real.isSynthetic()) {
            real = real.getSuperclass();
        }
        return new MethodKey(real, methodOf(real));
    }

    private Method methodOf(Class<?> real) {
        for (Class<?> owner = real; owner != null; owner = owner.getSuperclass()) {
            try {
                return owner.getDeclaredMethod(method.getName(), method.getParameterTypes());
            } catch (NoSuchMethodException e) {
                // A superclass may declare it.
            }
        }
        return method;
    }
}
