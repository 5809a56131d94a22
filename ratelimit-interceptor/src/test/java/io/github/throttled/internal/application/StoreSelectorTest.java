package io.github.throttled.internal.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.hazelcast.core.Hazelcast;

import io.github.throttled.LogCapture;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.settings.BodyStyle;
import io.github.throttled.internal.config.settings.ConsoleSettings;
import io.github.throttled.internal.config.settings.Durability;
import io.github.throttled.internal.config.settings.ReportingSettings;
import io.github.throttled.internal.config.settings.ResponseSettings;
import io.github.throttled.internal.config.settings.Settings;
import io.github.throttled.internal.config.settings.StoreDown;
import io.github.throttled.internal.config.settings.StoreKind;
import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.hazelcast.Grid;
import io.github.throttled.internal.store.local.LocalCounterStore;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;

class StoreSelectorTest {

    private static final String YAML =
            """
            hazelcast:
              instance-name: own-member-from-a-file
              cluster-name: own-member-from-a-file
              properties:
                hazelcast.phone.home.enabled: false
                hazelcast.logging.type: none
                hazelcast.partition.count: 7
                hazelcast.socket.bind.any: false
              network:
                port:
                  port: 0
                  auto-increment: false
                join:
                  auto-detection:
                    enabled: false
                interfaces:
                  enabled: true
                  interfaces:
                    - 127.0.0.1
            """;

    private static final Durability EXPORT =
            new Durability(Set.of("export"), "jdbc/quotas", Duration.ofSeconds(5));

    @TempDir private Path directory;

    private final LogCapture log = LogCapture.of(StoreSelector.class);

    @AfterEach
    void stop() {
        ServerDirectory.stop();
        log.close();
    }

    @Test
    void local_is_this_nodes_memory() {
        try (CounterStore store = open(StoreKind.LOCAL, "classpath:own-member.xml")) {
            assertThat(store).isInstanceOf(LocalCounterStore.class);
            assertThat(log.lines(Level.INFO))
                    .containsExactly(
                            "Throttled counts for application 'shop' in this node's memory,"
                                    + " members: 1.");
            assertThat(log.size()).isEqualTo(1);
        }
    }

    @Test
    void auto_without_an_instance_is_this_nodes_memory_with_one_warning() {
        try (CounterStore store = open(StoreKind.AUTO, null)) {
            assertThat(store).isInstanceOf(LocalCounterStore.class);
            assertThat(log.lines(Level.WARNING))
                    .containsExactly(
                            "There is no Hazelcast instance, so every node counts separately."
                                    + " Set throttled.store=local if that is intended.");
            assertThat(log.lines(Level.INFO)).hasSize(1);
        }
    }

    @Test
    void hazelcast_without_an_instance_is_an_error() {
        assertThatIllegalStateException()
                .isThrownBy(() -> open(StoreKind.HAZELCAST, null))
                .withMessage(
                        "throttled.store = hazelcast: there is no Hazelcast instance."
                                + " Start the server with one, offer one as a CDI bean,"
                                + " or set throttled.hazelcast.config to start a member.");
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "HAZELCAST"})
    void the_servers_instance_is_used_and_left_running(StoreKind kind) {
        try (Grid grid = Grid.of(2)) {
            ServerDirectory.start("payara/Hazelcast", grid.member(0));
            try (CounterStore store = open(kind, "classpath:own-member.xml")) {
                assertThat(log.lines(Level.INFO))
                        .containsExactly(
                                "Throttled counts for application 'shop' in Hazelcast instance '"
                                        + grid.member(0).getName()
                                        + "', members: 2.");
                assertCounts(store);
            }
            assertThat(grid.member(0).getLifecycleService().isRunning()).isTrue();
        }
    }

    @Test
    void what_the_server_offers_may_be_something_else() {
        ServerDirectory.start("payara/Hazelcast", "disabled");
        try (CounterStore store = open(StoreKind.AUTO, null)) {
            assertThat(store).isInstanceOf(LocalCounterStore.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "HAZELCAST"})
    void a_configured_member_is_started_from_the_class_path(StoreKind kind) {
        assertOwnMember(kind, "classpath:own-member.xml", "own-member-from-the-class-path");
    }

    @Test
    void a_configured_member_is_started_from_a_file() throws IOException {
        Path file = Files.writeString(directory.resolve("hazelcast.yaml"), YAML);

        assertOwnMember(StoreKind.AUTO, file.toString(), "own-member-from-a-file");
    }

    @Test
    void a_missing_resource_is_an_error() {
        assertRefused("classpath:nowhere.xml", "there is no such resource");
    }

    @Test
    void a_missing_file_is_an_error() {
        assertRefused(directory.resolve("nowhere.xml").toString(), "NoSuchFileException");
    }

    @Test
    void a_file_that_is_no_configuration_is_an_error() throws IOException {
        Path file = Files.writeString(directory.resolve("hazelcast.xml"), "<hazelcast><nonsense/>");

        assertRefused(file.toString(), "XML or YAML");
    }

    @Test
    void a_path_that_cannot_be_one_is_an_error() {
        assertRefused("no\0path", "InvalidPathException");
    }

    @Test
    void a_member_that_cannot_start_is_an_error() throws IOException {
        Path file = Files.writeString(directory.resolve("hazelcast.yaml"), YAML);
        try (CounterStore first = open(StoreKind.HAZELCAST, file.toString())) {
            assertRefused(file.toString(), "does not start");
            assertCounts(first);
        }
    }

    @Test
    void durable_counters_survive_the_store() {
        ServerDirectory.start("jdbc/quotas", database());
        try (CounterStore store = open(StoreKind.LOCAL, null, EXPORT)) {
            assertCounts(store.counters("export", 1000, 100));
        }
        try (CounterStore store = open(StoreKind.LOCAL, null, EXPORT)) {
            Counters counters = store.counters("export", 1000, 100);
            assertThat(counters.get("key").toCompletableFuture().join()).containsExactly(1);
        }
    }

    @Test
    void changes_are_written_while_the_store_is_open() {
        ServerDirectory.start("jdbc/quotas", database());
        Durability often = new Durability(Set.of("export"), "jdbc/quotas", Duration.ofMillis(1));
        try (CounterStore first = open(StoreKind.LOCAL, null, often)) {
            assertCounts(first.counters("export", 1000, 100));
            Grid.await(() -> isThereForAnother("export"));
        }
    }

    @Test
    void a_data_source_that_is_not_there_is_an_error_and_closes_what_was_opened() {
        ServerDirectory.start("jdbc/else", database());

        assertThatIllegalStateException()
                .isThrownBy(() -> open(StoreKind.AUTO, "classpath:own-member.xml", EXPORT))
                .withMessage(
                        "throttled.data-source = jdbc/quotas: there is no such data source."
                                + " Durable policies are written there: write the JNDI name of a"
                                + " data source that the server has, or remove durable from the"
                                + " policies.");
        assertThat(Hazelcast.getHazelcastInstanceByName("own-member-from-the-class-path")).isNull();
    }

    @Test
    void what_is_no_data_source_is_an_error() {
        ServerDirectory.start("jdbc/quotas", "a text");

        assertThatIllegalStateException()
                .isThrownBy(() -> open(StoreKind.LOCAL, null, EXPORT))
                .withMessageContaining("what is there is no DataSource");
    }

    @Test
    void an_application_with_a_name_too_long_for_the_table_is_an_error() {
        ServerDirectory.start("jdbc/quotas", database());
        Settings settings = settings(StoreKind.LOCAL, null, EXPORT);

        assertThatIllegalStateException()
                .isThrownBy(() -> StoreSelector.open(settings, "ü".repeat(52), Optional::empty))
                .withMessageStartingWith("throttled.application = ")
                .withMessageContaining("write at most 255 characters");
    }

    private static JdbcDataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    private static boolean isThereForAnother(String policy) {
        try (CounterStore another = open(StoreKind.LOCAL, null, EXPORT)) {
            Counters counters = another.counters(policy, 1000, 100);
            return counters.get("key").toCompletableFuture().join() != null;
        }
    }

    private void assertOwnMember(StoreKind kind, String location, String instance) {
        try (CounterStore store = open(kind, location)) {
            assertThat(log.lines(Level.INFO))
                    .containsExactly(
                            "Throttled counts for application 'shop' in Hazelcast instance '"
                                    + instance
                                    + "', members: 1.");
            assertThat(log.lines(Level.WARNING)).isEmpty();
            assertCounts(store);
        }
        assertThat(Hazelcast.getHazelcastInstanceByName(instance)).isNull();
    }

    private static void assertRefused(String location, String why) {
        assertThatIllegalStateException()
                .isThrownBy(() -> open(StoreKind.AUTO, location))
                .withMessageStartingWith("throttled.hazelcast.config = " + location)
                .withMessageContaining(why);
    }

    private static void assertCounts(CounterStore store) {
        assertCounts(store.counters("policy", 1000, 100));
    }

    private static void assertCounts(Counters counters) {
        assertThat(counters.compareAndSet("key", null, new long[] {1}).toCompletableFuture().join())
                .isTrue();
    }

    private static CounterStore open(StoreKind kind, String hazelcastConfig) {
        return open(
                kind,
                hazelcastConfig,
                new Durability(Set.of(), "jdbc/quotas", Duration.ofSeconds(5)));
    }

    private static CounterStore open(
            StoreKind kind, String hazelcastConfig, Durability durability) {
        return StoreSelector.open(
                settings(kind, hazelcastConfig, durability), "shop", Optional::empty);
    }

    private static Settings settings(
            StoreKind kind, String hazelcastConfig, Durability durability) {
        return new Settings(
                true,
                Optional.empty(),
                kind,
                Optional.ofNullable(hazelcastConfig),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                durability,
                1,
                1000,
                Duration.ofSeconds(10),
                new ReportingSettings(Duration.ofMinutes(1), StoreDown.UP),
                new ResponseSettings(
                        Set.of(),
                        Duration.ZERO,
                        Optional.empty(),
                        false,
                        BodyStyle.PROBLEM,
                        List.of(Locale.ENGLISH),
                        Optional.empty(),
                        false,
                        List.of(new Limit(60, Duration.ofMinutes(1)))),
                new ConsoleSettings(
                        false, "throttled-admin", List.of(new Limit(10, Duration.ofMinutes(1)))),
                List.of(),
                32,
                64);
    }
}
