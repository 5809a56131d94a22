package io.github.throttled.cdi;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessSessionBean;
import jakarta.enterprise.inject.spi.SessionBeanType;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The application's beans that matter here. They are collected when they are discovered: a look-up
 * would only find what is visible from this jar, and the application's classes are not.
 */
final class Discovered {

    private volatile BeanManager manager;
    private final Resolvers resolvers = new Resolvers();
    private final GridBean grid = new GridBean();
    private final Set<Class<?>> sessionBeans = ConcurrentHashMap.newKeySet();
    private final Set<Class<?>> statefulBeans = ConcurrentHashMap.newKeySet();

    void add(ProcessBean<?> event) {
        Bean<?> bean = event.getBean();
        resolvers.discovered(bean);
        grid.discovered(bean);
        if (event instanceof ProcessSessionBean<?> session) {
            sessionBeans.add(bean.getBeanClass());
            if (session.getSessionBeanType() == SessionBeanType.STATEFUL) {
                statefulBeans.add(bean.getBeanClass());
            }
        }
    }

    /** Who tells keys, costs and tiers. */
    Resolvers resolvers() {
        return resolvers;
    }

    /** Says who makes the beans, when all have been discovered. */
    void madeBy(BeanManager container) {
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
