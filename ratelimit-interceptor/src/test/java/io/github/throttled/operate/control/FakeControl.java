package io.github.throttled.operate.control;

import io.github.throttled.Decision;
import io.github.throttled.engine.Bans;
import io.github.throttled.engine.StoreState;
import io.github.throttled.operate.usage.Stock;
import io.github.throttled.policy.Beans;
import io.github.throttled.policy.ConfigEntry;
import io.github.throttled.policy.LiveKeys;
import io.github.throttled.policy.Policy;
import io.github.throttled.policy.PolicyCatalog;
import io.github.throttled.policy.Problems;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import org.eclipse.microprofile.config.Config;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The limits of a node that has one policy. It decides nothing. */
final class FakeControl implements Control {

    static final String LIMIT = "throttled.policy.search.limit";
    static final String MODE = "throttled.policy.search.mode";
    static final String CONFIGURED = "10/minute";

    private final String node;
    private Map<String, String> overrides = Map.of();
    private String refused = "";

    FakeControl(String node) {
        this.node = node;
    }

    /** One for which this value is wrong, wherever it stands. */
    FakeControl refusing(String value) {
        refused = value;
        return this;
    }

    /** What was said last. */
    Map<String, String> overrides() {
        return overrides;
    }

    @Override
    public Optional<String> problem(Map<String, String> changed) {
        Problems problems = new Problems();
        changed.forEach(
                (key, value) -> {
                    if (value.equals(refused)) {
                        problems.add(key, value, "it is refused here");
                    }
                });
        catalog(changed, problems).checkComplete(problems);
        return problems.isEmpty() ? Optional.empty() : Optional.of(problems.message());
    }

    @Override
    public void override(Map<String, String> changed) {
        overrides = Map.copyOf(changed);
    }

    @Override
    public Optional<ConfigEntry> withoutOverrides(String key) {
        return key.equals(LIMIT)
                ? Optional.of(new ConfigEntry(LIMIT, CONFIGURED, "test", 100, false))
                : Optional.empty();
    }

    @Override
    public LiveKeys liveKeys() {
        return new LiveKeys(catalog(Map.of(), new Problems()), List.of());
    }

    @Override
    public String application() {
        return "shop";
    }

    /** What the node is called. */
    String node() {
        return node;
    }

    @Override
    public long nowMillis() {
        return 1_000;
    }

    @Override
    public List<Policy> policies() {
        return List.copyOf(catalog(overrides, new Problems()).policies());
    }

    @Override
    public String storeDescription() {
        throw new UnsupportedOperationException();
    }

    @Override
    public StoreState storeState() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Stock stock(Policy policy) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int members() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Collection<ConfigEntry> configuration() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Decision peek(Policy policy, String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void reset(Policy policy, String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void pardon(Policy policy, String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Bans bans() {
        throw new UnsupportedOperationException();
    }

    private static PolicyCatalog catalog(Map<String, String> changed, Problems problems) {
        Map<String, String> values = new HashMap<>(Map.of(LIMIT, CONFIGURED));
        values.putAll(changed);
        Config config =
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(values, "test", 100))
                        .build();
        return PolicyCatalog.read(config, Beans.NONE, problems);
    }
}
