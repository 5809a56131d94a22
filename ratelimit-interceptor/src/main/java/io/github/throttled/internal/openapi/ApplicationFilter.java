package io.github.throttled.internal.openapi;

import io.github.throttled.internal.config.syntax.SafeText;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.openapi.OASFilter;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** The filter that the application would have without us. */
final class ApplicationFilter {

    private static final Logger LOG = System.getLogger(ApplicationFilter.class.getName());

    private static final OASFilter NONE = new OASFilter() {};

    private ApplicationFilter() {}

    /** One that does nothing if the application has none. */
    static OASFilter find() {
        ClassLoader application = ApplicationFilter.class.getClassLoader();
        return name(ConfigProvider.getConfig(application))
                .flatMap(name -> filter(name, application))
                .orElse(NONE);
    }

    /** The name that the strongest source but ours gives. */
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
                            + ": this is no filter that can be made; the OpenAPI document goes"
                            + " without it.",
                    e);
            return Optional.empty();
        }
    }
}
