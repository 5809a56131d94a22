package io.github.throttled.example;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Tells whoever starts the shop that it is open. Never limited. */
@Path("ready")
@Produces(MediaType.APPLICATION_JSON)
public class ReadyResource {

    @Inject Node node;

    /** This node, and how many it sees. */
    @GET
    public Readiness ready() {
        return new Readiness(node.name(), node.clusterSize());
    }

    /** Whether this or any other node may be stopped now without anything being forgotten. */
    @GET
    @Path("safe")
    @Produces(MediaType.TEXT_PLAIN)
    public boolean safe() {
        return node.isClusterSafe();
    }

    /**
     * An open shop.
     *
     * @param node the node that answers
     * @param members the nodes in its cluster, itself included
     */
    public record Readiness(String node, int members) {}
}
