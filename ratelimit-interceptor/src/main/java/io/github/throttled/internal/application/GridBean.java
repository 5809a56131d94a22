package io.github.throttled.internal.application;

import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the Hazelcast instance that is a CDI bean.
 *
 * <p>A bean of the application takes precedence over one of the server, such as Payara's. The class
 * is referenced by name, because Hazelcast may be absent.
 */
final class GridBean {

    private static final String TYPE = "com.hazelcast.core.HazelcastInstance";

    private final List<Bean<?>> candidates = new ArrayList<>();

    /** Collects a discovered bean if it is a Hazelcast instance without a qualifier. */
    void discovered(Bean<?> bean) {
        if (bean.getQualifiers().contains(Default.Literal.INSTANCE)
                && bean.getTypes().stream().anyMatch(type -> type.getTypeName().equals(TYPE))) {
            candidates.add(bean);
        }
    }

    /**
     * Returns the instance.
     *
     * @return empty if there is none
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

    /** Returns null where Hazelcast is switched off in Payara: its producer returns null then. */
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
