package io.github.throttled.cluster;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link Cluster} of the run, whole before each of them whatever the one before
 * did to it; those with {@link DefaultTimeouts} share another. JUnit closes both at the end.
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
        boolean impatient =
                context.getRequiredTestClass().isAnnotationPresent(DefaultTimeouts.class);
        return context.getRoot()
                .getStore(Namespace.create(ClusterExtension.class))
                .getOrComputeIfAbsent(
                        impatient,
                        key -> impatient ? Cluster.withDefaultTimeouts() : new Cluster(),
                        Cluster.class);
    }
}
