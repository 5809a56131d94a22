package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.cluster.Endpoint;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;

import io.github.throttled.internal.store.Peer;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names that operators use for nodes: those of Payara for its members of the grid, else
 * addresses. Payara keeps the names in a map of the grid. Thread-safe.
 */
final class NodeNames {

    private static final String PAYARA_MAP = "payara-instance-map";
    private static final String PAYARA_NAME = "GLASSFISH-INSTANCE";

    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final HazelcastInstance hazelcast;
    private final boolean isMember;

    NodeNames(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
        this.isMember = member(hazelcast).isPresent();
    }

    /**
     * The name of a member; its address while no name is known. Asks for the name in the background
     * until it is known. A client does not ask, because the look-up of the map would block it.
     */
    String of(Peer peer) {
        String name = names.get(peer.id());
        if (name == null && isMember) {
            lookUp(peer);
        }
        return name == null ? peer.address() : name;
    }

    void forget(Peer peer) {
        names.remove(peer.id());
    }

    /** This node's member of the grid; empty if the node is a client, or has been shut down. */
    static Optional<Member> member(HazelcastInstance hazelcast) {
        try {
            return Optional.of(hazelcast.getCluster().getLocalMember());
        } catch (UnsupportedOperationException | HazelcastInstanceNotActiveException e) {
            return Optional.empty();
        }
    }

    /**
     * The address of this node's member, or the local address of a client. Available even if the
     * grid does not answer.
     */
    static String address(HazelcastInstance hazelcast) {
        return member(hazelcast)
                .map(member -> member.getAddress().getHost() + ':' + member.getAddress().getPort())
                .orElseGet(() -> address(hazelcast.getLocalEndpoint()));
    }

    private static String address(Endpoint client) {
        // The form is a name, which may be empty, a slash, and the address.
        String written = String.valueOf(client.getSocketAddress());
        int slash = written.lastIndexOf('/');
        return slash < 0 ? client.getUuid().toString() : written.substring(slash + 1);
    }

    /** The name that Payara has given this node; empty for none, or not yet. Asks the grid. */
    static Optional<String> ofPayara(HazelcastInstance hazelcast) {
        return member(hazelcast)
                .filter(member -> isPayara(hazelcast))
                .flatMap(member -> name(hazelcast.getMap(PAYARA_MAP).get(member.getUuid())));
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
            // The address is used instead.
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
