package io.github.throttled.internal.cdi;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.InjectionTarget;

import java.util.Set;

/**
 * Gives all beans the same interceptor, which must have no state: beans that live as long as a
 * request would have theirs made and injected with each. Thread-safe.
 */
final class SingletonInjectionTarget<T> implements InjectionTarget<T> {

    private final InjectionTarget<T> container;
    private T one;

    /**
     * @param container makes one of its own for each bean
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
        // It is.
    }

    @Override
    public void postConstruct(T instance) {
        // It was.
    }

    @Override
    public void preDestroy(T instance) {
        // Others still have it.
    }

    @Override
    public void dispose(T instance) {
        // Others still have it.
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return container.getInjectionPoints();
    }
}
