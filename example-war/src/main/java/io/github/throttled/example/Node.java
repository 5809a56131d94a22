package io.github.throttled.example;

import com.hazelcast.core.HazelcastInstance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

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
        try {
            HazelcastInstance hazelcast = InitialContext.doLookup(PAYARA_HAZELCAST);
            return hazelcast.getCluster().getMembers().size();
        } catch (NamingException noCluster) {
            return 1;
        }
    }
}
