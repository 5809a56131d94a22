package io.github.throttled.internal.config.catalog;

import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.reader.ConfigKeys;
import io.github.throttled.internal.config.reader.ConfigReader;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.config.reader.PropertyNames;
import io.github.throttled.internal.config.settings.ClientSettings;
import io.github.throttled.internal.config.settings.ConsoleSettings;
import io.github.throttled.internal.config.settings.Durability;
import io.github.throttled.internal.config.settings.ReportingSettings;
import io.github.throttled.internal.config.settings.ResponseSettings;
import io.github.throttled.internal.config.settings.Secret;
import io.github.throttled.internal.config.settings.Settings;
import io.github.throttled.internal.config.settings.StoreKind;

import org.eclipse.microprofile.config.Config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads the settings. An invalid value becomes a problem, and its default applies.
 *
 * @param names all properties that are set
 */
public record SettingsReader(PropertyNames names, ConfigReader reader) {

    /**
     * Reads the settings of clients.
     *
     * @throws IllegalArgumentException if a setting is invalid
     */
    public static ClientSettings ofClients(Config config) {
        Problems problems = new Problems();
        ClientSettings settings = ofClients(new ConfigReader(config, problems));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.message());
        }
        return settings;
    }

    /** Reads the settings of clients. */
    static ClientSettings ofClients(ConfigReader reader) {
        return new ClientSettings(reader.valueOrDefault(ConfigKeys.CLIENT_MAX_WAIT));
    }

    /** Reads the settings of an application. */
    Settings read() {
        StoreKind store = reader.valueOrDefault(ConfigKeys.STORE);
        return new Settings(
                reader.valueOrDefault(ConfigKeys.ENABLED),
                reader.value(ConfigKeys.APPLICATION),
                store,
                reader.value(ConfigKeys.HAZELCAST_CONFIG),
                reader.valueOrDefault(ConfigKeys.STORE_TIMEOUT),
                maxWait(),
                durability(),
                minMembers(store),
                reader.valueOrDefault(ConfigKeys.MAX_WAITING).intValue(),
                reader.valueOrDefault(ConfigKeys.REFRESH),
                reporting(),
                responses(),
                console(),
                reader.value(ConfigKeys.TRUSTED_PROXIES).orElse(List.of()),
                reader.valueOrDefault(ConfigKeys.IPV4_PREFIX).intValue(),
                reader.valueOrDefault(ConfigKeys.IPV6_PREFIX).intValue());
    }

    /** A timeout longer than the default of the longest wait extends that default. */
    private Duration maxWait() {
        Duration timeout = reader.valueOrDefault(ConfigKeys.STORE_TIMEOUT);
        Optional<Duration> set = reader.value(ConfigKeys.STORE_MAX_WAIT);
        Duration maxWait = set.orElseGet(ConfigKeys.STORE_MAX_WAIT::defaultValue);
        if (maxWait.compareTo(timeout) >= 0) {
            return maxWait;
        }
        if (set.isPresent()) {
            reader.addProblem(
                    ConfigKeys.STORE_MAX_WAIT.of(),
                    "it is shorter than throttled.store.timeout, so that no decision would wait until"
                            + " a silent member is found; write at least the same, or better three"
                            + " times as much");
        }
        return timeout;
    }

    private int minMembers(StoreKind store) {
        int minMembers = reader.valueOrDefault(ConfigKeys.MIN_MEMBERS).intValue();
        if (minMembers > 1 && store == StoreKind.LOCAL) {
            reader.addProblem(
                    ConfigKeys.MIN_MEMBERS.of(),
                    "a node that counts for itself has no other members; remove it, or set"
                            + " throttled.store = hazelcast");
        }
        return minMembers;
    }

    private Durability durability() {
        SortedSet<String> counters = new TreeSet<>();
        for (String policy : names.policies()) {
            if (reader.valueOrDefault(ConfigKeys.POLICY_DURABLE, policy)) {
                counters.add(policy);
                names.tiers(policy).forEach(tier -> counters.add(Policy.counters(policy, tier)));
            }
        }
        return new Durability(
                counters,
                reader.valueOrDefault(ConfigKeys.DATA_SOURCE),
                reader.valueOrDefault(ConfigKeys.DURABLE_INTERVAL));
    }

    private ReportingSettings reporting() {
        return new ReportingSettings(
                reader.valueOrDefault(ConfigKeys.LOG_INTERVAL),
                reader.valueOrDefault(ConfigKeys.HEALTH_STORE_DOWN));
    }

    private ConsoleSettings console() {
        return new ConsoleSettings(
                reader.valueOrDefault(ConfigKeys.CONSOLE),
                reader.valueOrDefault(ConfigKeys.CONSOLE_ROLE),
                reader.valueOrDefault(ConfigKeys.CONSOLE_LOGIN_LIMIT));
    }

    private ResponseSettings responses() {
        return new ResponseSettings(
                reader.valueOrDefault(ConfigKeys.HEADERS),
                reader.value(ConfigKeys.JITTER).orElse(Duration.ZERO),
                partitionKeySecret(),
                reader.valueOrDefault(ConfigKeys.CORS_EXPOSE),
                reader.valueOrDefault(ConfigKeys.BODY),
                reader.valueOrDefault(ConfigKeys.LANGUAGES),
                reader.value(ConfigKeys.LOGIN_PAGE),
                reader.valueOrDefault(ConfigKeys.LIMITS_RESOURCE),
                reader.valueOrDefault(ConfigKeys.LIMITS_RESOURCE_LIMIT));
    }

    /** Reports a problem with the secret without showing it. */
    private Optional<Secret> partitionKeySecret() {
        Optional<Secret> secret = reader.value(ConfigKeys.PARTITION_KEY_SECRET);
        if (secret.isPresent() && secret.get().isGuessable()) {
            reader.problems()
                    .add(
                            ConfigKeys.PARTITION_KEY_SECRET.of(),
                            "it can be guessed; write at least "
                                    + Secret.MIN_LENGTH
                                    + " random characters");
            return Optional.empty();
        }
        return secret;
    }
}
