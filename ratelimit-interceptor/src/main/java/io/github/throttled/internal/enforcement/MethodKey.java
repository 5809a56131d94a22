package io.github.throttled.internal.enforcement;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A method as a class has it. */
public record MethodKey(Class<?> type, Method method) {

    /**
     * Whether the application wrote a class as it is: where an interceptor is, a container puts a
     * class of its own before it.
     */
    static boolean isWritten(Class<?> type) {
        return !type.isSynthetic() && !type.getName().contains("$$") && !Proxy.isProxyClass(type);
    }

    /**
     * The same method of the class that the application wrote: containers put generated classes
     * before beans, which take over their annotations but not their names.
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
                // It is inherited.
            }
        }
        return method;
    }
}
