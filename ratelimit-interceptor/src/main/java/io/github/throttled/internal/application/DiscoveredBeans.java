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
 * The application's beans that matter here. They are collected when they are discovered: a look-up
 * would only find what is visible from this jar, and the application's classes are not.
 */
public final class DiscoveredBeans {

    private volatile BeanManager manager;
    private volatile boolean asksByHand;
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

    /** The classes of all beans but those that producers make. */
    Set<Class<?>> classes() {
        return Collections.unmodifiableSet(classes);
    }

    /** Whether an interceptor sees calls of a class, or an interface. */
    boolean isIntercepted(Class<?> type) {
        return classes.contains(type);
    }

    /** Whether a producer makes what is of this class. */
    boolean isProduced(Class<?> type) {
        return produced.contains(type);
    }

    private void addProduced(Type type) {
        if (type instanceof Class<?> raw && raw != Object.class) {
            produced.add(raw);
        }
    }

    /** Who tells keys, costs and tiers. */
    public Resolvers resolvers() {
        return resolvers;
    }

    /** Something has a {@code RateLimiter} injected, and so may ask for any policy. */
    public void askByHand() {
        asksByHand = true;
    }

    /**
     * The same, for classes of which CDI may not know before they are used: a resource class need
     * not be a bean.
     */
    void findAskers(Collection<Class<?>> classes) {
        asksByHand |= classes.stream().anyMatch(AskingClass::asks);
    }

    /** Whether anything has. */
    boolean asksByHand() {
        return asksByHand;
    }

    /** Says who makes the beans, when all have been discovered. */
    public void madeBy(BeanManager container) {
        manager = container;
        resolvers.madeBy(container);
    }

    /** The Hazelcast instance that the application offers, if it does. */
    Optional<Object> grid() {
        return grid.find(manager);
    }

    /**
     * Whether the EJB container makes the calls of a class, which must end on the thread they
     * began.
     */
    boolean isSessionBean(Class<?> type) {
        return sessionBeans.contains(type);
    }

    /** Whether each client of a session bean has one of its own. */
    boolean isStateful(Class<?> type) {
        return statefulBeans.contains(type);
    }
}
