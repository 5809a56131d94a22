package io.github.throttled.store.hazelcast;

import com.hazelcast.cluster.Endpoint;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;

import java.util.Map;
import java.util.Optional;

/**
 * What operators call a node: the name that Payara has given its member of the grid, else the
 * address of the member or client. Payara keeps the names in a map of the grid.
 */
final class NodeNames {

    private static final String PAYARA_MAP = "payara-instance-map";
    private static final String PAYARA_NAME = "GLASSFISH-INSTANCE";

    private NodeNames() {}

    /** This node's member of the grid; empty if the node is a client. */
    static Optional<Member> member(HazelcastInstance hazelcast) {
        try {
            return Optional.of(hazelcast.getCluster().getLocalMember());
        } catch (UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /**
     * The address of this node's member, or the one from which it is a client. It is there also
     * where the grid does not answer.
     */
    static String address(HazelcastInstance hazelcast) {
        return member(hazelcast)
                .map(member -> member.getAddress().getHost() + ':' + member.getAddress().getPort())
                .orElseGet(() -> address(hazelcast.getLocalEndpoint()));
    }

    private static String address(Endpoint client) {
        // Written as a name that is empty or known, a stroke, and the address.
        String written = String.valueOf(client.getSocketAddress());
        int stroke = written.lastIndexOf('/');
        return stroke < 0 ? client.getUuid().toString() : written.substring(stroke + 1);
    }

    /** The name that Payara has given it; empty if it has not, or not yet. Asks the grid. */
    static Optional<String> ofPayara(HazelcastInstance hazelcast) {
        return member(hazelcast).flatMap(member -> ofPayara(hazelcast, member));
    }

    private static Optional<String> ofPayara(HazelcastInstance hazelcast, Member member) {
        boolean isPayara =
                hazelcast.getDistributedObjects().stream()
                        .anyMatch(found -> found.getName().equals(PAYARA_MAP));
        return isPayara
                        && hazelcast.getMap(PAYARA_MAP).get(member.getUuid())
                                instanceof Map<?, ?> attributes
                        && attributes.get(PAYARA_NAME) instanceof String name
                        && !name.isEmpty()
                ? Optional.of(name)
                : Optional.empty();
    }
}
