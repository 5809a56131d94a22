package io.github.throttled.store.hazelcast;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;

import java.util.Map;
import java.util.Optional;

/**
 * What operators call a node: the name that Payara has given its member of the grid, else the
 * address of the member. Payara keeps the names in a map of the grid.
 */
final class NodeNames {

    private static final String PAYARA_MAP = "payara-instance-map";
    private static final String PAYARA_NAME = "GLASSFISH-INSTANCE";

    private NodeNames() {}

    /** The address of this node's member, which is there also where the grid does not answer. */
    static String address(HazelcastInstance hazelcast) {
        Address address = hazelcast.getCluster().getLocalMember().getAddress();
        return address.getHost() + ':' + address.getPort();
    }

    /** The name that Payara has given it; empty if it has not, or not yet. Asks the grid. */
    static Optional<String> ofPayara(HazelcastInstance hazelcast) {
        Member member = hazelcast.getCluster().getLocalMember();
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
