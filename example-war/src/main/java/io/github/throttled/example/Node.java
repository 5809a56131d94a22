package io.github.throttled.example;

import com.hazelcast.core.HazelcastInstance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import java.util.Optional;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The server that this copy of the shop runs on. */
@ApplicationScoped
public class Node {

    /** Where Payara keeps the Hazelcast instance that it brings along. */
    private static final String PAYARA_HAZELCAST = "payara/Hazelcast";

    @Inject
    @ConfigProperty(name = "bookshop.node")
    String name;

    /** What this node is called. */
    public String name() {
        return name;
    }

    /** How many nodes the cluster has, this one included; 1 where the server has no cluster. */
    public int clusterSize() {
        return hazelcast().map(grid -> grid.getCluster().getMembers().size()).orElse(1);
    }

    /** Whether everything in the grid has its copy on another node, so that any one may leave. */
    public boolean isClusterSafe() {
        return hazelcast().map(grid -> grid.getPartitionService().isClusterSafe()).orElse(true);
    }

    private static Optional<HazelcastInstance> hazelcast() {
        try {
            return Optional.of(InitialContext.doLookup(PAYARA_HAZELCAST));
        } catch (NamingException noCluster) {
            return Optional.empty();
        }
    }
}
