package io.github.throttled.internal.application;

import io.github.throttled.Decision;
import io.github.throttled.internal.config.catalog.LiveKeys;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.reader.ConfigEntry;
import io.github.throttled.internal.config.reader.ConfigListing;
import io.github.throttled.internal.control.LimitControl;
import io.github.throttled.internal.control.OverrideSource;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.engine.ManualBans;
import io.github.throttled.internal.engine.failover.StoreState;
import io.github.throttled.internal.observability.usage.NodeGauges;
import io.github.throttled.internal.store.CounterStore;

import org.eclipse.microprofile.config.spi.ConfigSource;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Queries and changes the limits of an application while it runs. Thread-safe. */
final class LiveLimitControl implements LimitControl {

    private final LiveCatalog catalog;
    private final CounterStore store;
    private final Limiter limiter;
    private final String application;

    /**
     * @param limiter accesses the store
     * @param application separates its counters from those of other applications
     */
    LiveLimitControl(LiveCatalog catalog, CounterStore store, Limiter limiter, String application) {
        this.catalog = catalog;
        this.store = store;
        this.limiter = limiter;
        this.application = application;
    }

    @Override
    public String application() {
        return application;
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
    public String memberId() {
        return store.peers().self();
    }

    @Override
    public int members() {
        return store.members();
    }

    @Override
    public List<Policy> policies() {
        return List.copyOf(catalog.now().policies());
    }

    @Override
    public NodeGauges gauges(Policy policy) {
        List<String> counters = policy.inAllTiers().map(Policy::counters).toList();
        return new NodeGauges(
                counters.stream().mapToLong(limiter::leased).sum(),
                counters.stream().mapToLong(limiter::kept).sum());
    }

    @Override
    public LiveKeys liveKeys() {
        return catalog.keys();
    }

    @Override
    public Collection<ConfigEntry> configuration() {
        Stream<ConfigSource> all =
                Stream.concat(Stream.of(new OverrideSource()), catalog.sources().stream());
        return listing(
                        all.sorted(Comparator.comparingInt(ConfigSource::getOrdinal).reversed())
                                .toList())
                .entries();
    }

    @Override
    public Optional<ConfigEntry> withoutOverrides(String key) {
        return listing(catalog.sources()).entry(key);
    }

    private ConfigListing listing(List<ConfigSource> sources) {
        return new ConfigListing(sources, catalog.elements());
    }

    @Override
    public Optional<String> problem(Map<String, String> overrides) {
        return catalog.problem(overrides);
    }

    @Override
    public void override(Map<String, String> overrides) {
        OverrideSource.enforce(overrides);
        catalog.override(overrides);
    }

    @Override
    public Decision peek(Policy policy, String key) {
        return limiter.peek(policy, key);
    }

    @Override
    public void reset(Policy policy, String key) {
        policy.inAllTiers().forEach(tier -> limiter.reset(tier, key));
    }

    @Override
    public void pardon(Policy policy, String key) {
        policy.inAllTiers().forEach(tier -> limiter.pardon(tier, key));
    }

    @Override
    public ManualBans bans() {
        return limiter.bans();
    }
}
