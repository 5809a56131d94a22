package io.github.throttled.internal.enforcement;

import io.github.throttled.CostResolver;
import io.github.throttled.KeyResolver;
import io.github.throttled.RejectionBody;
import io.github.throttled.TierResolver;
import io.github.throttled.internal.config.catalog.BeanNames;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The application's resolver beans for keys, costs and tiers, and its rejection body.
 *
 * <p>They are collected during bean discovery. A lookup would only find beans that are visible from
 * this jar, and the application's classes are not.
 */
public final class Resolvers {

    private final Map<String, Bean<?>> keys = new ConcurrentHashMap<>();
    private final Map<String, Bean<?>> costs = new ConcurrentHashMap<>();
    private volatile Bean<?> tier;
    private volatile Bean<?> body;
    private final Map<Bean<?>, Object> references = new ConcurrentHashMap<>();
    private volatile BeanManager manager;

    /** Collects a discovered bean if it is a resolver or a rejection body. */
    public void discovered(Bean<?> bean) {
        if (bean.getTypes().contains(TierResolver.class)) {
            tier = bean;
        }
        if (bean.getTypes().contains(RejectionBody.class)) {
            body = bean;
        }
        if (bean.getName() == null) {
            return;
        }
        if (bean.getTypes().contains(KeyResolver.class)) {
            keys.put(bean.getName(), bean);
        }
        if (bean.getTypes().contains(CostResolver.class)) {
            costs.put(bean.getName(), bean);
        }
    }

    /** Sets the bean manager that creates the beans, after all were discovered. */
    public void createBeansWith(BeanManager container) {
        manager = container;
    }

    public BeanNames names() {
        return new BeanNames(keys.keySet(), costs.keySet());
    }

    /** Whether the tiers are roles; false if a bean resolves them. */
    public boolean tiersAreRoles() {
        return tier == null;
    }

    KeyResolver key(String name) {
        return reference(keys.get(name), KeyResolver.class);
    }

    CostResolver cost(String name) {
        return reference(costs.get(name), CostResolver.class);
    }

    /** Returns the tier resolver; null if the application has none. */
    TierResolver tier() {
        Bean<?> bean = tier;
        return bean == null ? null : reference(bean, TierResolver.class);
    }

    /** Returns the rejection body; null if the application has none. */
    public RejectionBody body() {
        Bean<?> bean = body;
        return bean == null ? null : reference(bean, RejectionBody.class);
    }

    private <T> T reference(Bean<?> bean, Class<T> type) {
        Object known = references.get(bean);
        if (known == null) {
            known = manager.getReference(bean, type, manager.createCreationalContext(bean));
            references.put(bean, known);
        }
        return type.cast(known);
    }
}
