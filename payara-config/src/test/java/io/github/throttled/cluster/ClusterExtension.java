package io.github.throttled.cluster;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.util.function.Supplier;

/**
 * Gives tests the one {@link Cluster} of the run, whole before each of them whatever the one before
 * did to it; those with {@link DefaultTimeouts} share another, and those with {@link Attacked} a
 * third. JUnit closes them at the end.
 */
final class ClusterExtension implements BeforeEachCallback, ParameterResolver {

    @Override
    public void beforeEach(ExtensionContext context) throws InterruptedException {
        clusterOf(context).repair();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return clusterOf(context);
    }

    private static Cluster clusterOf(ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        if (test.isAnnotationPresent(DefaultTimeouts.class)) {
            return shared(context, "impatient", Cluster::withDefaultTimeouts);
        }
        if (test.isAnnotationPresent(Attacked.class)) {
            return shared(context, "attacked", Cluster::underAttack);
        }
        return shared(context, "patient", Cluster::new);
    }

    private static Cluster shared(
            ExtensionContext context, String kind, Supplier<Cluster> cluster) {
        return context.getRoot()
                .getStore(Namespace.create(ClusterExtension.class))
                .getOrComputeIfAbsent(kind, key -> cluster.get(), Cluster.class);
    }
}
