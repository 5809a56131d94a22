package io.github.throttled.internal.application;

import io.github.throttled.internal.enforcement.Resolvers;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessProducerField;
import jakarta.enterprise.inject.spi.ProcessProducerMethod;
import jakarta.enterprise.inject.spi.ProcessSessionBean;
import jakarta.enterprise.inject.spi.SessionBeanType;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The application's beans that rate limiting needs to know.
 *
 * <p>They are collected during bean discovery. A lookup would only find beans that are visible from
 * this jar, and the application's classes are not.
 */
public final class DiscoveredBeans {

    private volatile BeanManager manager;
    private volatile boolean usesRateLimiter;
    private final Resolvers resolvers = new Resolvers();
    private final GridBean grid = new GridBean();
    private final Set<Class<?>> classes = ConcurrentHashMap.newKeySet();
    private final Set<Class<?>> produced = ConcurrentHashMap.newKeySet();
    private final Set<Class<?>> sessionBeans = ConcurrentHashMap.newKeySet();
    private final Set<Class<?>> statefulBeans = ConcurrentHashMap.newKeySet();

    public void add(ProcessBean<?> event) {
        Bean<?> bean = event.getBean();
        resolvers.discovered(bean);
        grid.discovered(bean);
        if (event instanceof ProcessProducerMethod || event instanceof ProcessProducerField) {
            bean.getTypes().forEach(this::addProduced);
        } else {
            classes.add(bean.getBeanClass());
        }
        if (event instanceof ProcessSessionBean<?> session) {
            sessionBeans.add(bean.getBeanClass());
            if (session.getSessionBeanType() == SessionBeanType.STATEFUL) {
                statefulBeans.add(bean.getBeanClass());
            }
        }
    }

    /** Returns the classes of all beans except those of producers. */
    Set<Class<?>> classes() {
        return Collections.unmodifiableSet(classes);
    }

    /** Whether CDI intercepts calls of a class or interface. */
    boolean isIntercepted(Class<?> type) {
        return classes.contains(type);
    }

    /** Whether a producer creates objects of this class. */
    boolean isProduced(Class<?> type) {
        return produced.contains(type);
    }

    private void addProduced(Type type) {
        if (type instanceof Class<?> raw && raw != Object.class) {
            produced.add(raw);
        }
    }

    /** Returns the beans that resolve keys, costs and tiers. */
    public Resolvers resolvers() {
        return resolvers;
    }

    /** Records that a {@code RateLimiter} is injected, so a program may use any policy. */
    public void useRateLimiter() {
        usesRateLimiter = true;
    }

    /**
     * Records the same for classes that CDI may not discover before their first use: a resource
     * class need not be a bean.
     */
    void findRateLimiterUsers(Collection<Class<?>> classes) {
        usesRateLimiter |= classes.stream().anyMatch(RateLimiterInjection::isIn);
    }

    /** Whether a program may use any policy through a {@code RateLimiter}. */
    boolean usesRateLimiter() {
        return usesRateLimiter;
    }

    /** Sets the bean manager that creates the beans, after all were discovered. */
    public void createBeansWith(BeanManager container) {
        manager = container;
        resolvers.createBeansWith(container);
    }

    /** Returns the Hazelcast instance that is available as a bean. */
    Optional<Object> grid() {
        return grid.find(manager);
    }

    /** Whether a class is a session bean. Such a call must end on the thread where it began. */
    boolean isSessionBean(Class<?> type) {
        return sessionBeans.contains(type);
    }

    /** Whether a class is a stateful session bean. */
    boolean isStateful(Class<?> type) {
        return statefulBeans.contains(type);
    }
}
