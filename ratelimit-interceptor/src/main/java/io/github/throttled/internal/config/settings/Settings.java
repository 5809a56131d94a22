package io.github.throttled.internal.config.settings;

import io.github.throttled.internal.net.IpNetwork;

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
        ReportingSettings reporting,
        ResponseSettings responses,
        ConsoleSettings console,
        List<IpNetwork> trustedProxies,
        int ipv4Prefix,
        int ipv6Prefix) {}
