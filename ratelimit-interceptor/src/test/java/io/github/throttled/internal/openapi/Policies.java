package io.github.throttled.internal.openapi;

import io.github.throttled.internal.config.catalog.BeanNames;
import io.github.throttled.internal.config.catalog.PolicyCatalog;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.reader.Problems;
import io.smallrye.config.SmallRyeConfigBuilder;

import java.util.Map;

/** Policies as they are configured. */
public final class Policies {

    private Policies() {}

    /** One of this name and limit. */
    public static Policy policy(String name, String limit) {
        Problems problems = new Problems();
        PolicyCatalog catalog =
                PolicyCatalog.read(
                        new SmallRyeConfigBuilder()
                                .withDefaultValues(
                                        Map.of("throttled.policy." + name + ".limit", limit))
                                .build(),
                        BeanNames.NONE,
                        problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.message());
        }
        return catalog.find(name).orElseThrow();
    }
}
