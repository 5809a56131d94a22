package io.github.throttled.internal.openapi;

import io.github.throttled.internal.config.syntax.SafeText;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.openapi.OASFilter;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Finds the OpenAPI filter that the application itself configures. */
final class ApplicationFilter {

    private static final Logger LOG = System.getLogger(ApplicationFilter.class.getName());

    private static final OASFilter NONE = new OASFilter() {};

    private ApplicationFilter() {}

    /** Returns the filter; one without effect if the application has none. */
    static OASFilter find() {
        ClassLoader application = ApplicationFilter.class.getClassLoader();
        return name(ConfigProvider.getConfig(application))
                .flatMap(name -> filter(name, application))
                .orElse(NONE);
    }

    /**
     * Returns the class name from the source with the highest ordinal, except {@link FilterSource}.
     */
    static Optional<String> name(Config config) {
        for (ConfigSource source : config.getConfigSources()) {
            String name = source instanceof FilterSource ? null : source.getValue(FilterSource.KEY);
            if (name != null) {
                return Optional.of(name.strip()).filter(text -> !text.isEmpty());
            }
        }
        return Optional.empty();
    }

    private static Optional<OASFilter> filter(String name, ClassLoader application) {
        try {
            Object filter =
                    Class.forName(name, true, application).getDeclaredConstructor().newInstance();
            return Optional.of((OASFilter) filter);
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    FilterSource.KEY
                            + " = "
                            + SafeText.of(name)
                            + ": cannot create an OASFilter of this class. The OpenAPI document is"
                            + " written without it.",
                    e);
            return Optional.empty();
        }
    }
}
