package io.github.throttled.internal.application;

import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Hazelcast instance that CDI knows. One of the application comes before one of the server,
 * such as Payara's. Its class need not be there, so it is only known by name here.
 */
final class GridBean {

    private static final String TYPE = "com.hazelcast.core.HazelcastInstance";

    private final List<Bean<?>> candidates = new ArrayList<>();

    /** A bean that was discovered. */
    void discovered(Bean<?> bean) {
        if (bean.getQualifiers().contains(Default.Literal.INSTANCE)
                && bean.getTypes().stream().anyMatch(type -> type.getTypeName().equals(TYPE))) {
            candidates.add(bean);
        }
    }

    /**
     * The instance, if there is one.
     *
     * @throws IllegalStateException if the application has several
     */
    Optional<Object> find(BeanManager manager) {
        List<Bean<?>> own = candidates.stream().filter(GridBean::isOfApplication).toList();
        List<Bean<?>> best = own.isEmpty() ? candidates : own;
        if (own.size() > 1) {
            throw new IllegalStateException(
                    "There are several beans of type "
                            + TYPE
                            + "; give all but one a qualifier: "
                            + own);
        }
        return best.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(reference(best.get(0), manager));
    }

    private static boolean isOfApplication(Bean<?> bean) {
        return bean.getBeanClass().getClassLoader()
                == Thread.currentThread().getContextClassLoader();
    }

    /** May be null: Payara's producer makes none where Hazelcast is switched off. */
    private static Object reference(Bean<?> bean, BeanManager manager) {
        return manager.getReference(
                bean,
                bean.getTypes().stream()
                        .filter(type -> type.getTypeName().equals(TYPE))
                        .findFirst()
                        .orElseThrow(),
                manager.createCreationalContext(bean));
    }
}
