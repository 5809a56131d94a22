package io.github.throttled.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.hazelcast.core.Hazelcast;

import io.github.throttled.LogCapture;
import io.github.throttled.policy.BodyStyle;
import io.github.throttled.policy.ResponseSettings;
import io.github.throttled.policy.Settings;
import io.github.throttled.policy.StoreKind;
import io.github.throttled.store.hazelcast.Grid;

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
import java.util.logging.Level;

class StoreChoiceTest {

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

    @TempDir private Path directory;

    private final LogCapture log = LogCapture.of(StoreChoice.class);

    @AfterEach
    void stop() {
        ServerDirectory.stop();
        log.close();
    }

    @Test
    void localIsThisNodesMemory() {
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
    void autoWithoutAnInstanceIsThisNodesMemoryWithOneWarning() {
        try (CounterStore store = open(StoreKind.AUTO, null)) {
            assertThat(store).isInstanceOf(LocalCounterStore.class);
            assertThat(log.lines(Level.WARNING))
                    .containsExactly(
                            "There is no Hazelcast instance: every node counts for itself."
                                    + " Set throttled.store=local if that is intended.");
            assertThat(log.lines(Level.INFO)).hasSize(1);
        }
    }

    @Test
    void hazelcastWithoutAnInstanceIsAnError() {
        assertThatIllegalStateException()
                .isThrownBy(() -> open(StoreKind.HAZELCAST, null))
                .withMessage(
                        "throttled.store = hazelcast: there is no Hazelcast instance."
                                + " Start the server with one, offer one as a CDI bean,"
                                + " or set throttled.hazelcast.config to start a member.");
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "HAZELCAST"})
    void theServersInstanceIsUsedAndLeftRunning(StoreKind kind) {
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
    void whatTheServerOffersMayBeSomethingElse() {
        ServerDirectory.start("payara/Hazelcast", "disabled");
        try (CounterStore store = open(StoreKind.AUTO, null)) {
            assertThat(store).isInstanceOf(LocalCounterStore.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "HAZELCAST"})
    void aConfiguredMemberIsStartedFromTheClassPath(StoreKind kind) {
        assertOwnMember(kind, "classpath:own-member.xml", "own-member-from-the-class-path");
    }

    @Test
    void aConfiguredMemberIsStartedFromAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("hazelcast.yaml"), YAML);

        assertOwnMember(StoreKind.AUTO, file.toString(), "own-member-from-a-file");
    }

    @Test
    void aMissingResourceIsAnError() {
        assertRefused("classpath:nowhere.xml", "there is no such resource");
    }

    @Test
    void aMissingFileIsAnError() {
        assertRefused(directory.resolve("nowhere.xml").toString(), "NoSuchFileException");
    }

    @Test
    void aFileThatIsNoConfigurationIsAnError() throws IOException {
        Path file = Files.writeString(directory.resolve("hazelcast.xml"), "<hazelcast><nonsense/>");

        assertRefused(file.toString(), "XML or YAML");
    }

    @Test
    void aPathThatCannotBeOneIsAnError() {
        assertRefused("no\0path", "InvalidPathException");
    }

    @Test
    void aMemberThatCannotStartIsAnError() throws IOException {
        Path file = Files.writeString(directory.resolve("hazelcast.yaml"), YAML);
        try (CounterStore first = open(StoreKind.HAZELCAST, file.toString())) {
            assertRefused(file.toString(), "does not start");
            assertCounts(first);
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
        Counters counters = store.counters("policy", 1000, 100);
        assertThat(counters.compareAndSet("key", null, new long[] {1}).toCompletableFuture().join())
                .isTrue();
    }

    private static CounterStore open(StoreKind kind, String hazelcastConfig) {
        Settings settings =
                new Settings(
                        true,
                        Optional.empty(),
                        kind,
                        Optional.ofNullable(hazelcastConfig),
                        Duration.ofMillis(250),
                        1000,
                        Duration.ofSeconds(10),
                        new ResponseSettings(
                                Set.of(),
                                Optional.empty(),
                                false,
                                BodyStyle.PROBLEM,
                                List.of(Locale.ENGLISH)),
                        List.of(),
                        32,
                        64);
        return StoreChoice.open(settings, "shop", Optional::empty);
    }
}
