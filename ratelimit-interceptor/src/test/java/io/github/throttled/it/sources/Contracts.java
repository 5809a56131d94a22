package io.github.throttled.it.sources;

import jakarta.enterprise.context.ApplicationScoped;

import java.util.HashMap;
import java.util.Map;

/** Who pays for what. */
@ApplicationScoped
public class Contracts {

    private final Map<String, String> plans =
            new HashMap<>(Map.of("acme-1", "gold", "ajax-1", "none-of-ours"));

    /**
     * What was sold with this key.
     *
     * @param apiKey null if the client sends none
     * @return null if nothing was
     */
    public String planOf(String apiKey) {
        return plans.get(apiKey);
    }
}
