package io.github.throttled.store.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A member that does not look like one: nothing is known of it but the public API. */
final class ForeignInstance {

    private ForeignInstance() {}

    static HazelcastInstance of(HazelcastInstance member) {
        return proxy(
                HazelcastInstance.class,
                (proxy, method, arguments) -> {
                    Object found = method.invoke(member, arguments);
                    return found instanceof IMap<?, ?> map
                            ? proxy(IMap.class, (p, m, a) -> m.invoke(map, a))
                            : found;
                });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            try {
                                return handler.invoke(proxy, method, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }
}
