package io.github.throttled.internal.control;

import io.github.throttled.Decision;
import io.github.throttled.internal.config.catalog.BeanNames;
import io.github.throttled.internal.config.catalog.LiveKeys;
import io.github.throttled.internal.config.catalog.PolicyCatalog;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.reader.ConfigEntry;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.engine.ManualBans;
import io.github.throttled.internal.engine.NoBans;
import io.github.throttled.internal.engine.failover.SilentMember;
import io.github.throttled.internal.engine.failover.StoreState;
import io.github.throttled.internal.observability.usage.NodeGauges;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import org.eclipse.microprofile.config.Config;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The limits of a node that has one policy. It decides nothing. */
public final class FakeControl implements LimitControl {

    static final String LIMIT = "throttled.policy.search.limit";
    static final String MODE = "throttled.policy.search.mode";
    static final String CONFIGURED = "10/minute";

    /** How many its store has. */
    public static final int PARTS = 271;

    private final String node;
    private final Map<String, String> configured = new HashMap<>(Map.of(LIMIT, CONFIGURED));
    private Map<String, String> overrides = Map.of();
    private String refused = "";
    private final ManualBans bans = NoBans.create();
    private List<SilentMember> silent = List.of();
    private Supplier<StoreState> state = this::ownState;

    /**
     * @param node what the node is called
     */
    public FakeControl(String node) {
        this.node = node;
    }

    /** One for which this value is wrong, wherever it stands. */
    FakeControl refusing(String value) {
        refused = value;
        return this;
    }

    /** Sets what its configuration says. */
    void configure(String key, String value) {
        configured.put(key, value);
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

    /** Lets these members of its grid be silent, and no others. */
    public void silence(SilentMember... members) {
        silent = List.of(members);
    }

    /** Lets its store be as somebody else says. */
    public void follow(Supplier<StoreState> other) {
        state = other;
    }

    @Override
    public String storeDescription() {
        return "a fake store";
    }

    @Override
    public StoreState storeState() {
        return state.get();
    }

    private StoreState ownState() {
        return new StoreState(
                silent.isEmpty() ? StoreState.Status.CLOSED : StoreState.Status.OPEN,
                Instant.EPOCH,
                silent.stream().mapToInt(SilentMember::parts).sum(),
                PARTS,
                silent);
    }

    @Override
    public String memberId() {
        return "member-of-" + node;
    }

    @Override
    public NodeGauges gauges(Policy policy) {
        return new NodeGauges(0, 0);
    }

    @Override
    public int members() {
        return 3;
    }

    @Override
    public Collection<ConfigEntry> configuration() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Decision peek(Policy policy, String key) {
        Limit limit = policy.limits().get(0);
        return new Decision(
                true,
                policy.name(),
                limit.quota(),
                limit.quota(),
                Duration.ZERO,
                Duration.ZERO,
                List.of());
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
    public ManualBans bans() {
        return bans;
    }

    private PolicyCatalog catalog(Map<String, String> changed, Problems problems) {
        Map<String, String> values = new HashMap<>(configured);
        values.putAll(changed);
        Config config =
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(values, "test", 100))
                        .build();
        return PolicyCatalog.read(config, BeanNames.NONE, problems);
    }
}
