package io.github.throttled.internal.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.config.catalog.BeanNames;
import io.github.throttled.internal.config.catalog.PolicyCatalog;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.control.OverrideSource;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.store.local.LocalCounterStore;
import io.smallrye.config.SmallRyeConfigBuilder;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A source of the configuration does not answer, as one in a grid with a silent member. */
class LiveCatalogTest {

    private static final String LIMIT = "throttled.policy.orders.limit";

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private volatile boolean isSilent;
    private volatile String limit = "2/day";

    private final ConfigSource source =
            new ConfigSource() {
                @Override
                public Set<String> getPropertyNames() {
                    return Set.of(LIMIT);
                }

                @Override
                public String getValue(String name) {
                    if (isSilent) {
                        asked.countDown();
                        await(answer);
                    }
                    return name.equals(LIMIT) ? limit : null;
                }

                @Override
                public String getName() {
                    return "in a grid";
                }
            };

    @AfterEach
    void removeOverrides() {
        OverrideSource.enforce(Map.of());
    }

    @Test
    void an_override_applies_while_the_configuration_is_being_read() {
        Config config = new SmallRyeConfigBuilder().withSources(source).build();
        PolicyCatalog first = PolicyCatalog.read(config, BeanNames.NONE, new Problems());
        try (Limiter limiter = new Limiter(new LocalCounterStore(), Duration.ofSeconds(1))) {
            LiveCatalog catalog =
                    new LiveCatalog(config, first, List.of(), new DiscoveredBeans(), limiter);
            catalog.onChange(changed -> {});
            catalog.refresh();

            isSilent = true;
            limit = "3/day";
            CompletableFuture<Void> reading = CompletableFuture.runAsync(catalog::refresh);
            await(asked);
            // On a thread of its own: who waits for a lock cannot be interrupted.
            CompletableFuture.runAsync(() -> override(catalog, "5/day"))
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();

            assertThat(quota(catalog)).isEqualTo(5);

            answer.countDown();
            reading.orTimeout(30, TimeUnit.SECONDS).join();
            assertThat(quota(catalog)).isEqualTo(5);
            OverrideSource.enforce(Map.of());
            catalog.override(Map.of());
            assertThat(quota(catalog)).isEqualTo(3);
        }
    }

    private static void override(LiveCatalog catalog, String limit) {
        Map<String, String> overrides = Map.of(LIMIT, limit);
        assertThat(catalog.problem(overrides)).isEmpty();
        OverrideSource.enforce(overrides);
        catalog.override(overrides);
    }

    private static long quota(LiveCatalog catalog) {
        return catalog.now().find("orders").orElseThrow().limits().get(0).quota();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
