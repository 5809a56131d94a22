package io.github.throttled.cdi;

import io.github.throttled.Decision;
import io.github.throttled.engine.Bans;
import io.github.throttled.engine.Limiter;
import io.github.throttled.engine.StoreState;
import io.github.throttled.operate.control.Control;
import io.github.throttled.operate.control.OverrideSource;
import io.github.throttled.policy.ConfigEntry;
import io.github.throttled.policy.ConfigListing;
import io.github.throttled.policy.LiveKeys;
import io.github.throttled.policy.Policy;
import io.github.throttled.store.CounterStore;

import org.eclipse.microprofile.config.Config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Lets an application's limits be asked and changed while it runs. Thread-safe. */
final class LiveControl implements Control {

    private static final String PAYARA_NAME = "payara.instance.name";

    private final Throttling throttling;
    private final Config config;
    private final CounterStore store;
    private final Limiter limiter;
    private final String application;
    private final String node;

    /**
     * @param config of the application, with or without overrides
     * @param limiter asks the store
     * @param application separates its counters from those of others
     */
    LiveControl(
            Throttling throttling,
            Config config,
            CounterStore store,
            Limiter limiter,
            String application) {
        this.throttling = throttling;
        this.config = config;
        this.store = store;
        this.limiter = limiter;
        this.application = application;
        this.node = nodeName(config, store);
    }

    /** As the server has it, else as the store has it: a machine may have several nodes. */
    private static String nodeName(Config config, CounterStore store) {
        return config.getOptionalValue(PAYARA_NAME, String.class)
                .or(() -> Optional.of(store.nodeName()).filter(name -> !name.isEmpty()))
                .orElse("this node");
    }

    @Override
    public String application() {
        return application;
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public long nowMillis() {
        return store.nowMillis();
    }

    @Override
    public String storeDescription() {
        return store.description();
    }

    @Override
    public StoreState storeState() {
        return limiter.storeState();
    }

    @Override
    public int members() {
        return store.members();
    }

    @Override
    public List<Policy> policies() {
        return throttling.policies();
    }

    @Override
    public LiveKeys liveKeys() {
        return throttling.liveKeys();
    }

    @Override
    public Collection<ConfigEntry> configuration() {
        return new ConfigListing(FreshConfig.of(config)).entries(throttling.liveKeys().sites());
    }

    @Override
    public Optional<ConfigEntry> withoutOverrides(String key) {
        return new ConfigListing(FreshConfig.with(config, OverrideSource.of(Map.of())))
                .entries(throttling.liveKeys().sites()).stream()
                        .filter(entry -> entry.key().equals(key))
                        .findFirst();
    }

    @Override
    public Optional<String> problem(Map<String, String> overrides) {
        return throttling.problem(FreshConfig.with(config, OverrideSource.of(overrides)));
    }

    @Override
    public void override(Map<String, String> overrides) {
        OverrideSource.enforce(overrides);
        throttling.refresh();
    }

    @Override
    public Decision peek(Policy policy, String key) {
        return limiter.peek(policy, key);
    }

    @Override
    public void reset(Policy policy, String key) {
        inAllTiers(policy, key, limiter::reset);
    }

    @Override
    public void pardon(Policy policy, String key) {
        inAllTiers(policy, key, limiter::pardon);
    }

    @Override
    public Bans bans() {
        return limiter.bans();
    }

    private static void inAllTiers(Policy policy, String key, BiConsumer<Policy, String> change) {
        change.accept(policy, key);
        policy.tiers().keySet().forEach(tier -> change.accept(policy.inTier(tier), key));
    }
}
