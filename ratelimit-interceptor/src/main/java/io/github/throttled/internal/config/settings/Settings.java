package io.github.throttled.internal.config.settings;

import io.github.throttled.internal.net.IpNetwork;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings that apply to all policies.
 *
 * @param enabled false: nothing is counted or rejected
 * @param application the name that separates the counters of applications; empty for the deployed
 *     application's name
 * @param store where counters are stored
 * @param hazelcastConfig the Hazelcast configuration (a file or class path resource) of a member of
 *     our own; empty for none
 * @param storeTimeout how long a member of the grid may be silent before it counts as failed; 1
 *     millisecond to 366 days
 * @param storeMaxWait the longest time that a decision waits for the store; not shorter than {@code
 *     storeTimeout}
 * @param durability the counters that survive when all nodes stop
 * @param minMembers how many members the grid must have to be used; at least 1
 * @param maxWaiting how many delayed calls may wait on a node at a time; at least 0
 * @param refresh how often the configuration is read again; 1 millisecond to 366 days
 * @param reporting the reports to operators
 * @param responses the responses to clients
 * @param console the console
 * @param trustedProxies proxies that may state the client's address; empty for none
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
