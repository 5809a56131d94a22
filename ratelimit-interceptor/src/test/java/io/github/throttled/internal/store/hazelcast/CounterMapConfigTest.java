package io.github.throttled.internal.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;

import io.github.throttled.LogCapture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.logging.Level;

class CounterMapConfigTest {

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    /** More than twice a minute, and a power of two. */
    private static final int IDLE_SECONDS = 256;

    /** How many seconds there are for removing a counter before it expires. */
    private static final int SWEPT_WITHIN = 3_600;

    private static Grid grid;

    @BeforeAll
    static void start() {
        grid = Grid.of(2);
    }

    @AfterAll
    static void stop() {
        grid.close();
    }

    @Test
    void every_member_knows_the_map_as_it_has_to_be() {
        String name = open("known", MINUTE).getName();

        for (int i = 0; i < 2; i++) {
            MapConfig config = grid.member(i).getConfig().findMapConfig(name);
            assertThat(config.getName()).isEqualTo(name);
            assertThat(config.getInMemoryFormat()).isEqualTo(InMemoryFormat.BINARY);
            assertThat(config.getBackupCount()).isEqualTo(1);
            assertThat(config.getAsyncBackupCount()).isZero();
            assertThat(config.isReadBackupData()).isFalse();
            assertThat(config.getTimeToLiveSeconds()).isZero();
            assertThat(config.getMaxIdleSeconds()).isEqualTo(IDLE_SECONDS + SWEPT_WITHIN);
            assertThat(config.getEvictionConfig().getEvictionPolicy())
                    .isEqualTo(EvictionPolicy.NONE);
        }
    }

    @Test
    void a_member_that_joins_later_knows_it_too() {
        try (Grid growing = Grid.of(1)) {
            String name = map("late", MINUTE).openOn(growing.member(0)).getName();

            MapConfig config = growing.join().getConfig().findMapConfig(name);

            assertThat(config.getMaxIdleSeconds()).isEqualTo(IDLE_SECONDS + SWEPT_WITHIN);
            assertThat(config.getInMemoryFormat()).isEqualTo(InMemoryFormat.BINARY);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 16",
        "2999, 16",
        "3000, 32",
        "10000, 32",
        "60000, 256",
        "3600000, 8192",
        "31622400000, 67108864"
    })
    void its_name_tells_how_long_an_idle_counter_stays(long memoryMillis, int idleSeconds) {
        MapConfig config = map("policy", memoryMillis).config();

        assertThat(config.getName()).isEqualTo("throttled/shop/policy/" + idleSeconds + "s");
        assertThat(config.getMaxIdleSeconds()).isEqualTo(idleSeconds + SWEPT_WITHIN);
        assertThat(idleSeconds * 1000L).isGreaterThan(2 * memoryMillis);
    }

    /** Whatever the limits are whose counters have the same map. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2_999, 3_000, 10_000, 60_000, 3_600_000, 31_622_400_000L})
    void a_counter_is_forgotten_only_when_no_limits_of_its_map_need_it(long memoryMillis) {
        CounterMapConfig map = map("policy", memoryMillis);
        long most = memoryMillis;
        for (long step = memoryMillis; step > 0; step /= 2) {
            while (map("policy", most + step).name().equals(map.name())) {
                most += step;
            }
        }

        assertThat(map.forgottenMillis()).isGreaterThanOrEqualTo(most + 5_000);
        assertThat(map.config().getMaxIdleSeconds() * 1000L)
                .isGreaterThanOrEqualTo(map.forgottenMillis() + SWEPT_WITHIN * 1000L);
    }

    @Test
    void what_is_open_already_can_be_opened_again() {
        try (LogCapture log = LogCapture.of(CounterMapConfig.class)) {
            IMap<String, long[]> first = open("again", MINUTE);
            IMap<String, long[]> second = map("again", MINUTE).openOn(grid.member(1));

            assertThat(second.getName()).isEqualTo(first.getName());
            assertThat(log.size()).isZero();
        }
    }

    @Test
    void an_older_versions_map_that_evicts_is_used_and_warned_of() {
        String name = "throttled/shop/older/256s";
        configure(
                new MapConfig(name)
                        .setMaxIdleSeconds(IDLE_SECONDS)
                        .setEvictionConfig(
                                new EvictionConfig()
                                        .setEvictionPolicy(EvictionPolicy.LRU)
                                        .setMaxSizePolicy(MaxSizePolicy.PER_NODE)));
        try (LogCapture log = LogCapture.of(CounterMapConfig.class)) {
            IMap<String, long[]> map = open("older", MINUTE);

            assertThat(map.getName()).isEqualTo(name);
            assertThat(log.lines(Level.WARNING))
                    .hasSize(2)
                    .anySatisfy(line -> assertThat(line).contains("until the cluster is restarted"))
                    .anySatisfy(line -> assertThat(line).contains(name, "LRU", "Set it to NONE"));
        }
    }

    @Test
    void a_map_whose_format_cannot_be_compared_is_refused() {
        String name = "throttled/shop/object/256s";
        configure(new MapConfig(name).setInMemoryFormat(InMemoryFormat.OBJECT));

        assertRefused("object", name, "in-memory-format OBJECT", "Set it to BINARY");
    }

    @Test
    void a_map_that_forgets_idle_counters_too_soon_is_refused() {
        String name = "throttled/shop/forgetful/256s";
        configure(new MapConfig(name).setMaxIdleSeconds(255));

        assertRefused("forgetful", name, "max-idle-seconds 255", "Set it to 0, or to 256 or more");
    }

    @Test
    void a_map_that_forgets_used_counters_too_soon_is_refused() {
        String name = "throttled/shop/mortal/256s";
        configure(new MapConfig(name).setTimeToLiveSeconds(255));

        assertRefused("mortal", name, "time-to-live-seconds 255", "Set it to 0, or to 256 or more");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, IDLE_SECONDS, Integer.MAX_VALUE})
    void a_map_that_keeps_counters_longer_is_accepted(int seconds) {
        String policy = "patient" + seconds;
        configure(
                new MapConfig("throttled/shop/" + policy + "/256s")
                        .setMaxIdleSeconds(seconds)
                        .setTimeToLiveSeconds(seconds));
        try (LogCapture log = LogCapture.of(CounterMapConfig.class)) {
            IMap<String, long[]> map = open(policy, MINUTE);

            assertThat(config(map.getName()).getMaxIdleSeconds()).isEqualTo(seconds);
            assertThat(log.lines(Level.WARNING)).hasSize(1);
        }
    }

    @Test
    void a_pattern_in_the_members_configuration_is_seen() {
        MapConfig pattern = new MapConfig("throttled/*").setInMemoryFormat(InMemoryFormat.OBJECT);
        try (Grid configured = Grid.of(1, config -> config.addMapConfig(pattern))) {
            HazelcastInstance member = configured.member(0);

            assertThatIllegalStateException()
                    .isThrownBy(() -> map("policy", MINUTE).openOn(member))
                    .withMessageContaining("OBJECT");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "a*b", "*", "a/b", "a%b", "Grüße", "x y"})
    void an_application_may_have_any_name(String application) {
        CounterMapConfig map = new CounterMapConfig(application, "policy", MINUTE);
        map.openOn(grid.member(0)).set("key", new long[] {1});

        for (HazelcastInstance member : List.of(grid.member(0), grid.member(1))) {
            IMap<String, long[]> opened =
                    new CounterMapConfig(application, "policy", MINUTE).openOn(member);
            MapConfig config = member.getConfig().findMapConfig(opened.getName());
            assertThat(config.getName()).isEqualTo(opened.getName());
            assertThat(config.getMaxIdleSeconds()).isEqualTo(IDLE_SECONDS + SWEPT_WITHIN);
            assertThat(opened.get("key")).containsExactly(1);
        }
        assertThat(open("policy", MINUTE).get("key")).isNull();
    }

    private static void assertRefused(String policy, String... message) {
        try (LogCapture log = LogCapture.of(CounterMapConfig.class)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> open(policy, MINUTE))
                    .satisfies(e -> assertThat(e.getMessage()).contains(message));
            assertThat(log.lines(Level.WARNING)).hasSize(1);
        }
    }

    private static CounterMapConfig map(String policy, long memoryMillis) {
        return new CounterMapConfig("shop", policy, memoryMillis);
    }

    private static IMap<String, long[]> open(String policy, long memoryMillis) {
        return map(policy, memoryMillis).openOn(grid.member(0));
    }

    private static void configure(MapConfig config) {
        grid.member(0).getConfig().addMapConfig(config);
    }

    private static MapConfig config(String name) {
        return grid.member(1).getConfig().findMapConfig(name);
    }
}
