package io.github.throttled.internal.cdi;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.InjectionTarget;

import java.util.Set;

/**
 * Gives all beans the same interceptor instance, which must be stateless. Otherwise a
 * request-scoped bean would create an interceptor for each request. Thread-safe.
 */
final class SingletonInjectionTarget<T> implements InjectionTarget<T> {

    private final InjectionTarget<T> container;
    private T one;

    /**
     * @param container creates one interceptor per bean
     */
    SingletonInjectionTarget(InjectionTarget<T> container) {
        this.container = container;
    }

    @Override
    public synchronized T produce(CreationalContext<T> context) {
        if (one == null) {
            T made = container.produce(context);
            container.inject(made, context);
            container.postConstruct(made);
            one = made;
        }
        return one;
    }

    @Override
    public void inject(T instance, CreationalContext<T> context) {
        // The shared instance has been injected.
    }

    @Override
    public void postConstruct(T instance) {
        // The shared instance has been constructed.
    }

    @Override
    public void preDestroy(T instance) {
        // Other beans still use the instance.
    }

    @Override
    public void dispose(T instance) {
        // Other beans still use the instance.
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return container.getInjectionPoints();
    }
}
