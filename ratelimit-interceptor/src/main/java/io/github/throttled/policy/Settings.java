package io.github.throttled.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is configured for all policies together.
 *
 * @param enabled false: nothing is counted or rejected
 * @param application the name that separates the counters of applications; empty for the deployed
 *     application's name
 * @param store where counters live
 * @param hazelcastConfig the Hazelcast configuration (a file or class path resource) of a member of
 *     our own; empty for none
 * @param storeTimeout how long a member of the grid may be silent before it counts as failed; 1
 *     millisecond to 366 days
 * @param storeMaxWait the longest that a decision waits for the store in any case; not shorter than
 *     {@code storeTimeout}
 * @param durability which counters survive when all nodes stop
 * @param minMembers how many members the grid must have to be asked; at least 1
 * @param maxWaiting how many calls may wait for their turn on a node at a time; at least 0
 * @param refresh how often the configuration is read again; 1 millisecond to 366 days
 * @param reporting what operators are told
 * @param responses what clients are told
 * @param console who may change limits while the application runs
 * @param trustedProxies who is believed when telling the client's address; empty for nobody
 * @param ipv4Prefix how many bits of an IPv4 address are the key; 1 to 32
 * @param ipv6Prefix how many bits of an IPv6 address are the key; 1 to 128
 */
public record Settings(
        boolean enabled,
        Optional<String> application,
        StoreKind store,
        Optional<String> hazelcastConfig,
        Duration storeTimeout,
        Duration storeMaxWait,
        Durability durability,
        int minMembers,
        int maxWaiting,
        Duration refresh,
        Reporting reporting,
        ResponseSettings responses,
        ConsoleSettings console,
        List<IpNetwork> trustedProxies,
        int ipv4Prefix,
        int ipv6Prefix) {

    /** Reads all of them; what is wrong becomes a problem and has its default. */
    static Settings read(PropertyNames names, ConfigReader reader) {
        StoreKind store = reader.valueOrDefault(ConfigKeys.STORE);
        return new Settings(
                reader.valueOrDefault(ConfigKeys.ENABLED),
                reader.value(ConfigKeys.APPLICATION),
                store,
                reader.value(ConfigKeys.HAZELCAST_CONFIG),
                reader.valueOrDefault(ConfigKeys.STORE_TIMEOUT),
                maxWait(reader),
                Durability.read(names, reader),
                minMembers(reader, store),
                reader.valueOrDefault(ConfigKeys.MAX_WAITING).intValue(),
                reader.valueOrDefault(ConfigKeys.REFRESH),
                Reporting.read(reader),
                ResponseSettings.read(reader),
                ConsoleSettings.read(reader),
                reader.value(ConfigKeys.TRUSTED_PROXIES).orElse(List.of()),
                reader.valueOrDefault(ConfigKeys.IPV4_PREFIX).intValue(),
                reader.valueOrDefault(ConfigKeys.IPV6_PREFIX).intValue());
    }

    /** A longer timeout makes the longest wait longer, too, unless that is set. */
    private static Duration maxWait(ConfigReader reader) {
        Duration timeout = reader.valueOrDefault(ConfigKeys.STORE_TIMEOUT);
        Optional<Duration> set = reader.value(ConfigKeys.STORE_MAX_WAIT);
        Duration maxWait = set.orElseGet(ConfigKeys.STORE_MAX_WAIT::defaultValue);
        if (maxWait.compareTo(timeout) >= 0) {
            return maxWait;
        }
        if (set.isPresent()) {
            reader.isWrong(
                    ConfigKeys.STORE_MAX_WAIT.of(),
                    "it is shorter than throttled.store.timeout, so that no decision would wait until"
                            + " a silent member is found; write at least the same, or better three"
                            + " times as much");
        }
        return timeout;
    }

    private static int minMembers(ConfigReader reader, StoreKind store) {
        int least = reader.valueOrDefault(ConfigKeys.MIN_MEMBERS).intValue();
        if (least > 1 && store == StoreKind.LOCAL) {
            reader.isWrong(
                    ConfigKeys.MIN_MEMBERS.of(),
                    "a node that counts for itself has no other members; remove it, or set"
                            + " throttled.store = hazelcast");
        }
        return least;
    }
}
