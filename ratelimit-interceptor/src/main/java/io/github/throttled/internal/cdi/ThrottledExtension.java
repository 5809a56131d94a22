package io.github.throttled.internal.cdi;

import io.github.throttled.RateLimiter;
import io.github.throttled.Throttled;
import io.github.throttled.internal.application.AnnotatedClasses;
import io.github.throttled.internal.application.DiscoveredBeans;
import io.github.throttled.internal.application.ThrottledApplication;
import io.github.throttled.internal.application.ThrottledElements;
import io.github.throttled.internal.config.catalog.PolicyCatalog;
import io.github.throttled.internal.config.model.ThrottledElement;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.observability.health.Health;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessInjectionTarget;
import jakarta.enterprise.inject.spi.WithAnnotations;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the annotations of beans and the configuration at deployment. An invalid value fails the
 * deployment.
 */
public class ThrottledExtension implements Extension {

    private final Set<Class<?>> annotated = new LinkedHashSet<>();
    private final DiscoveredBeans beans = new DiscoveredBeans();
    private volatile ThrottledApplication application;

    <T> void collect(
            @Observes @WithAnnotations(Throttled.class) ProcessAnnotatedType<T> discovered) {
        annotated.add(discovered.getAnnotatedType().getJavaClass());
    }

    void share(@Observes ProcessInjectionTarget<ThrottledInterceptor> interceptor) {
        interceptor.setInjectionTarget(
                new SingletonInjectionTarget<>(interceptor.getInjectionTarget()));
    }

    void collect(@Observes ProcessBean<?> discovered) {
        beans.add(discovered);
    }

    void collect(@Observes ProcessInjectionPoint<?, RateLimiter> injectionPoint) {
        beans.useRateLimiter();
    }

    void collectLazy(@Observes ProcessInjectionPoint<?, Instance<RateLimiter>> injectionPoint) {
        beans.useRateLimiter();
    }

    void addBeans(@Observes AfterBeanDiscovery discovery) {
        Health.addCheck(
                discovery,
                () -> application().limiter(),
                () -> application().settings().reporting().storeDown());
    }

    void open(@Observes AfterDeploymentValidation deployment, BeanManager manager) {
        beans.createBeansWith(manager);
        Problems problems = new Problems();
        Config config = ConfigProvider.getConfig();
        PolicyCatalog catalog = PolicyCatalog.read(config, beans.resolvers().names(), problems);
        AnnotatedClasses classes = new AnnotatedClasses(beans, annotated);
        // Classes without a bean are checked later, when the resources are known as well.
        annotated.forEach(type -> ThrottledElements.check(type, problems));
        Set<ThrottledElement> elements =
                classes.elements().collect(Collectors.toCollection(LinkedHashSet::new));
        elements.forEach(element -> catalog.charges(element, problems));
        if (problems.isEmpty()) {
            application = open(config, catalog, elements, deployment);
            if (application != null) {
                application.startObservability(manager);
                application.warmUpDecisions();
            }
        } else {
            deployment.addDeploymentProblem(new DeploymentException(problems.message()));
        }
    }

    void close(@Observes BeforeShutdown shutdown) {
        if (application != null) {
            application.close();
        }
    }

    public ThrottledApplication application() {
        if (application == null) {
            throw new IllegalStateException("Throttled has not been deployed.");
        }
        return application;
    }

    private ThrottledApplication open(
            Config config,
            PolicyCatalog catalog,
            Set<ThrottledElement> elements,
            AfterDeploymentValidation deployment) {
        try {
            return ThrottledApplication.open(config, catalog, elements, beans);
        } catch (IllegalStateException e) {
            deployment.addDeploymentProblem(new DeploymentException(e.getMessage(), e));
            return null;
        }
    }
}
