package io.github.throttled.internal.enforcement;

import io.github.throttled.internal.config.model.ThrottledElement;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Finds the MicroProfile Rest Client interface of a call.
 *
 * <p>Such an interface has no bean class. The target that an interceptor sees is a proxy, or an
 * internal object of the implementation.
 */
public final class RestClients {

    /** The annotation by name, because not every server provides it. */
    private static final String ANNOTATION =
            "org.eclipse.microprofile.rest.client.inject.RegisterRestClient";

    private RestClients() {}

    public static boolean isClient(Class<?> type) {
        return type.isInterface()
                && Arrays.stream(type.getAnnotations())
                        .anyMatch(a -> a.annotationType().getName().equals(ANNOTATION));
    }

    /**
     * Returns the class or interface whose annotations apply to a call.
     *
     * @param target the class of the object that the interceptor sees as the bean
     * @param elements all known throttled elements
     * @throws IllegalStateException if several annotated interfaces inherit the method and the
     *     target does not identify one of them
     */
    public static Class<?> called(
            Class<?> target, Method method, Collection<ThrottledElement> elements) {
        Class<?> owner = method.getDeclaringClass();
        if (!owner.isInterface() || owner.isAssignableFrom(target)) {
            return Proxy.isProxyClass(target) ? interfaceOf(target, owner) : target;
        }
        List<Class<?>> types =
                elements.stream()
                        .filter(element -> element.method().equals(method))
                        .<Class<?>>map(ThrottledElement::type)
                        .distinct()
                        .toList();
        if (types.size() > 1) {
            throw new IllegalStateException(
                    "Throttled cannot find the limit of a call of %s: %s inherit it. Declare the method in each of them."
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
