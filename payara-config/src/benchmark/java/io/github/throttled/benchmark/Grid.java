package io.github.throttled.benchmark;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A cluster of Hazelcast members on loopback, on ports that the system finds: some in processes of
 * their own, which only store, the others here.
 */
final class Grid implements AutoCloseable {

    private static final Logger HAZELCAST = Logger.getLogger("com.hazelcast");

    private static final long SAFE_WITHIN_NANOS = 60_000_000_000L;

    private final String cluster = "benchmark-" + UUID.randomUUID();
    private final List<HazelcastInstance> here = new ArrayList<>();
    private final List<MemberProcess> elsewhere = new ArrayList<>();

    private Grid() {}

    /** A cluster with so many members in this process, and one in another. */
    static Grid start(int membersHere) throws IOException {
        return start(membersHere, 1);
    }

    /** A cluster with so many members in this process, and so many in others. */
    static Grid start(int membersHere, int processes) throws IOException {
        Grid grid = new Grid();
        for (int i = 0; i < processes; i++) {
            grid.elsewhere.add(MemberProcess.start(grid.cluster, grid.ports()));
        }
        for (int i = 0; i < membersHere; i++) {
            grid.join();
        }
        return grid;
    }

    private List<Integer> ports() {
        return elsewhere.stream().map(MemberProcess::port).toList();
    }

    /** One more member in this process; returns when every partition has its backup. */
    HazelcastInstance join() {
        HazelcastInstance member = member(cluster, ports());
        here.add(member);
        if (member.getCluster().getMembers().size() != here.size() + elsewhere.size()) {
            throw new IllegalStateException("The members have not found each other.");
        }
        awaitSafe(member);
        return member;
    }

    List<HazelcastInstance> here() {
        return List.copyOf(here);
    }

    /** Whether the key lives on the member in the other process. */
    boolean isElsewhere(String key) {
        com.hazelcast.cluster.Member owner =
                here.get(0).getPartitionService().getPartition(key).getOwner();
        return here.stream()
                .noneMatch(member -> member.getCluster().getLocalMember().equals(owner));
    }

    /** The first of the members that only store. */
    MemberProcess elsewhere() {
        return elsewhere.get(0);
    }

    /** A member that joins those on these ports. */
    static HazelcastInstance member(String cluster, List<Integer> ports) {
        // Its warnings are about what is as it should be here.
        HAZELCAST.setLevel(Level.SEVERE);
        Config config = new Config().setClusterName(cluster);
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        // All who shall be there are there: nobody has to wait for more.
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        NetworkConfig network = config.getNetworkConfig().setPort(0);
        network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true);
        ports.forEach(port -> join.getTcpIpConfig().addMember("127.0.0.1:" + port));
        return Hazelcast.newHazelcastInstance(config);
    }

    private static void awaitSafe(HazelcastInstance member) {
        // Partitions have no owners before the first of them is asked for.
        member.getPartitionService().getPartition("any").getOwner();
        member.getMap("any").size();
        long deadline = System.nanoTime() + SAFE_WITHIN_NANOS;
        while (!member.getPartitionService().isClusterSafe()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The partitions have not come to rest.");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        here.forEach(member -> member.getLifecycleService().terminate());
        elsewhere.forEach(MemberProcess::close);
    }
}
