package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BiConsumer;

/** A member that does not look like one: nothing is known of it but the public API. */
final class ForeignInstance {

    private ForeignInstance() {}

    static HazelcastInstance of(HazelcastInstance member) {
        return of(member, (map, method) -> {});
    }

    /**
     * The same, where something is done before each call.
     *
     * @param before gets the name of the map, and of its method that is called; {@code getMap} when
     *     the map is opened
     */
    static HazelcastInstance of(HazelcastInstance member, BiConsumer<String, String> before) {
        return proxy(
                HazelcastInstance.class,
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getMap")) {
                        before.accept((String) arguments[0], "getMap");
                    }
                    Object found = method.invoke(member, arguments);
                    return found instanceof IMap<?, ?> map ? proxy(map, before) : found;
                });
    }

    private static IMap<?, ?> proxy(IMap<?, ?> map, BiConsumer<String, String> before) {
        return proxy(
                IMap.class,
                (proxy, method, arguments) -> {
                    before.accept(map.getName(), method.getName());
                    return method.invoke(map, arguments);
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
