package io.github.throttled.store.hazelcast;

import com.hazelcast.cluster.Address;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;

import io.github.throttled.store.Peer;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What operators call the nodes: the names that Payara has given to its members of the grid, else
 * their addresses. Payara keeps the names in a map of the grid. Thread-safe.
 */
final class NodeNames {

    private static final String PAYARA_MAP = "payara-instance-map";
    private static final String PAYARA_NAME = "GLASSFISH-INSTANCE";

    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final HazelcastInstance hazelcast;

    NodeNames(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
    }

    /**
     * The name of a member and its address, as far as the name is known. Asks for the name in the
     * background until it is, while the member answers.
     */
    String of(Peer peer) {
        String name = names.get(peer.id());
        if (name == null) {
            lookUp(peer);
        }
        return name == null ? peer.address() : name;
    }

    void forget(Peer peer) {
        names.remove(peer.id());
    }

    /** The identity of this node's member; null for a client, which is none, and after the end. */
    static UUID self(HazelcastInstance hazelcast) {
        try {
            return hazelcast.getCluster().getLocalMember().getUuid();
        } catch (UnsupportedOperationException | HazelcastInstanceNotActiveException e) {
            return null;
        }
    }

    /** The address of this node's member, which is there also where the grid does not answer. */
    static String address(HazelcastInstance hazelcast) {
        Address address = hazelcast.getCluster().getLocalMember().getAddress();
        return address.getHost() + ':' + address.getPort();
    }

    /** The name that Payara has given this node; empty if it has not, or not yet. Asks the grid. */
    static Optional<String> ofPayara(HazelcastInstance hazelcast) {
        UUID self = self(hazelcast);
        return isPayara(hazelcast) && self != null
                ? name(hazelcast.getMap(PAYARA_MAP).get(self))
                : Optional.empty();
    }

    private void lookUp(Peer peer) {
        try {
            if (isPayara(hazelcast)) {
                hazelcast
                        .<UUID, Object>getMap(PAYARA_MAP)
                        .getAsync(UUID.fromString(peer.id()))
                        .thenAcceptAsync(
                                found -> name(found).ifPresent(name -> names.put(peer.id(), name)),
                                Runnable::run);
            }
        } catch (RuntimeException e) {
            // The address will do.
        }
    }

    private static boolean isPayara(HazelcastInstance hazelcast) {
        return hazelcast.getDistributedObjects().stream()
                .anyMatch(found -> found.getName().equals(PAYARA_MAP));
    }

    private static Optional<String> name(Object found) {
        return found instanceof Map<?, ?> attributes
                        && attributes.get(PAYARA_NAME) instanceof String name
                        && !name.isEmpty()
                ? Optional.of(name)
                : Optional.empty();
    }
}
