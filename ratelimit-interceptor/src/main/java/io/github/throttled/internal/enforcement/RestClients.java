package io.github.throttled.internal.enforcement;

import io.github.throttled.internal.config.model.ThrottledElement;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Which interface of MicroProfile Rest Client a call is made through. There is no bean behind it:
 * the target that an interceptor sees is a proxy, or an inner part of the implementation.
 */
public final class RestClients {

    /** By name, for not every server has it. */
    private static final String ANNOTATION =
            "org.eclipse.microprofile.rest.client.inject.RegisterRestClient";

    private RestClients() {}

    public static boolean isClient(Class<?> type) {
        return type.isInterface()
                && Arrays.stream(type.getAnnotations())
                        .anyMatch(a -> a.annotationType().getName().equals(ANNOTATION));
    }

    /**
     * The class or interface that speaks for a call.
     *
     * @param target the class of what the interceptor takes for the bean
     * @param sites all that are known
     * @throws IllegalStateException if the method is inherited by several annotated interfaces, and
     *     the target does not tell which is meant
     */
    public static Class<?> called(
            Class<?> target, Method method, Collection<ThrottledElement> sites) {
        Class<?> owner = method.getDeclaringClass();
        if (!owner.isInterface() || owner.isAssignableFrom(target)) {
            return Proxy.isProxyClass(target) ? interfaceOf(target, owner) : target;
        }
        List<Class<?>> types =
                sites.stream()
                        .filter(site -> site.method().equals(method))
                        .<Class<?>>map(ThrottledElement::type)
                        .distinct()
                        .toList();
        if (types.size() > 1) {
            throw new IllegalStateException(
                    "Throttled cannot tell whose limit a call of %s has: %s inherit it. Declare it in each."
                            .formatted(method, types));
        }
        return types.isEmpty() ? owner : types.get(0);
    }

    private static Class<?> interfaceOf(Class<?> proxy, Class<?> owner) {
        return Arrays.stream(proxy.getInterfaces())
                .filter(owner::isAssignableFrom)
                .findFirst()
                .<Class<?>>map(type -> type)
                .orElse(proxy);
    }
}
