package io.github.throttled.it.live;

import org.eclipse.microprofile.config.spi.ConfigSource;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

public class ChangingSource implements ConfigSource {

    static final Map<String, String> VALUES =
            new ConcurrentHashMap<>(Map.of("throttled.policy.live.limit", "2/day"));

    @Override
    public Set<String> getPropertyNames() {
        return VALUES.keySet();
    }

    @Override
    public String getValue(String name) {
        return VALUES.get(name);
    }

    @Override
    public String getName() {
        return "changing";
    }
}
