package io.github.throttled.internal.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.partition.PartitionService;

import io.github.throttled.internal.store.CounterStore;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Real Hazelcast members in this JVM, on free ports of loopback, which nobody else can join. */
public final class Grid implements AutoCloseable {

    /** Fewer than Hazelcast's 271, so that a grid is up and balanced sooner. */
    static final int PARTITIONS = 31;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name = "grid-" + UUID.randomUUID();
    private final List<HazelcastInstance> members = new ArrayList<>();
    private final List<HazelcastInstance> clients = new ArrayList<>();

    private final Consumer<Config> configuration;

    private Grid(Consumer<Config> configuration) {
        this.configuration = configuration;
    }

    /** A grid of so many members, all of which know each other. */
    public static Grid of(int size) {
        return of(size, config -> {});
    }

    /** A grid of so many members, whose configuration has something of its own. */
    static Grid of(int size, Consumer<Config> configuration) {
        Grid grid = new Grid(configuration);
        for (int i = 0; i < size; i++) {
            grid.join();
        }
        return grid;
    }

    /** One more member, which all others know when this returns. */
    public HazelcastInstance join() {
        HazelcastInstance member = Hazelcast.newHazelcastInstance(config());
        members.add(member);
        awaitSize(members.size());
        return member;
    }

    public HazelcastInstance member(int i) {
        return members.get(i);
    }

    /** Endless keys that a member owns now: the prefix, and a number. */
    static Stream<String> keysOf(HazelcastInstance member, String prefix) {
        PartitionService partitions = member.getPartitionService();
        Member owner = member.getCluster().getLocalMember();
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> prefix + i)
                .filter(key -> owner.equals(partitions.getPartition(key).getOwner()));
    }

    /** Ends a member as a crash does: it says no good-bye and hands nothing over. */
    public void crash(HazelcastInstance member) {
        members.remove(member);
        member.getLifecycleService().terminate();
        awaitSize(members.size());
    }

    /**
     * Cuts the member that joined last off from the others, as a broken network does: each part
     * takes the other for crashed, and goes on for itself.
     */
    public void split() {
        HazelcastInstance last = members.get(members.size() - 1);
        for (HazelcastInstance other : members.subList(0, members.size() - 1)) {
            suspect(last, other);
            suspect(other, last);
        }
        await(() -> sizes().equals(sizesOfParts()));
        awaitBackups();
    }

    /** The parts find each other again, and the smaller one joins the larger one. */
    public void heal() {
        HazelcastInstance last = members.get(members.size() - 1);
        CountDownLatch merged = new CountDownLatch(1);
        last.getLifecycleService()
                .addLifecycleListener(
                        event -> {
                            if (event.getState() == LifecycleState.MERGED) {
                                merged.countDown();
                            }
                        });
        await(
                () -> {
                    searchForOthers(last);
                    return merged.getCount() == 0;
                });
        awaitSize(members.size());
        awaitBackups();
    }

    private List<Integer> sizes() {
        return members.stream().map(member -> member.getCluster().getMembers().size()).toList();
    }

    private List<Integer> sizesOfParts() {
        int last = members.size() - 1;
        return IntStream.rangeClosed(0, last).mapToObj(i -> i == last ? 1 : last).toList();
    }

    private static void suspect(HazelcastInstance member, HazelcastInstance other) {
        var cluster = node(member).getClusterService();
        var known = cluster.getMember(other.getCluster().getLocalMember().getUuid());
        if (known != null) {
            cluster.suspectMember(known, "a test", true);
        }
    }

    /** What Hazelcast does every few minutes. */
    private static void searchForOthers(HazelcastInstance member) {
        try {
            Constructor<?> handler =
                    Class.forName("com.hazelcast.internal.cluster.impl.SplitBrainHandler")
                            .getDeclaredConstructor(Node.class);
            handler.setAccessible(true);
            ((Runnable) handler.newInstance(node(member))).run();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("This version of Hazelcast is another one.", e);
        }
    }

    private static Node node(HazelcastInstance member) {
        return ((HazelcastInstanceProxy) member).getOriginal().node;
    }

    /** Waits until every partition has its backup on another member. */
    public void awaitBackups() {
        await(() -> members.stream().allMatch(m -> m.getPartitionService().isClusterSafe()));
    }

    /** One more member, in a process of its own, which all others know when this returns. */
    public OtherProcess joinInAnotherProcess() throws IOException {
        OtherProcess process = OtherProcess.start(name, addressOf(members.get(0)));
        awaitSize(members.size() + 1);
        return process;
    }

    /** A client of this grid, which keeps nothing of it, and ends with it. */
    public HazelcastInstance client() {
        ClientConfig config = new ClientConfig().setClusterName(name);
        config.setProperty("hazelcast.logging.type", "none");
        config.getNetworkConfig().addAddress(addressOf(members.get(0)));
        HazelcastInstance client = HazelcastClient.newHazelcastClient(config);
        clients.add(client);
        return client;
    }

    /** Configuration of a member of this grid. */
    Config config() {
        Config config = config(name, members.stream().map(Grid::addressOf).toList());
        configuration.accept(config);
        return config;
    }

    /** Configuration of a member that finds its grid at these addresses. */
    static Config config(String name, List<String> addresses) {
        Config config =
                new Config()
                        .setClusterName(name)
                        .setProperty("hazelcast.partition.count", Integer.toString(PARTITIONS))
                        .setProperty("hazelcast.phone.home.enabled", "false")
                        .setProperty("hazelcast.logging.type", "none")
                        .setProperty("hazelcast.shutdownhook.enabled", "false")
                        .setProperty("hazelcast.socket.bind.any", "false")
                        .setProperty("hazelcast.wait.seconds.before.join", "0")
                        .setProperty("hazelcast.operation.thread.count", "2")
                        .setProperty("hazelcast.operation.generic.thread.count", "2")
                        .setProperty("hazelcast.io.thread.count", "1")
                        .setProperty("hazelcast.event.thread.count", "1");
        config.getMetricsConfig().setEnabled(false);
        // 0: the system picks a free port
        config.getNetworkConfig().setPort(0).setPortAutoIncrement(false);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true);
        addresses.forEach(join.getTcpIpConfig()::addMember);
        return config;
    }

    @Override
    public void close() {
        clients.forEach(client -> client.getLifecycleService().terminate());
        members.forEach(member -> member.getLifecycleService().terminate());
    }

    /** A store that asks a grid of so many members or more. */
    public static CounterStore storeOn(HazelcastInstance member, int leastMembers) {
        return new HazelcastCounterStore(member, "shop", leastMembers, () -> {});
    }

    /** Polls until something is so; fails if it takes unreasonably long. */
    public static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private void awaitSize(int size) {
        await(() -> members.stream().allMatch(m -> m.getCluster().getMembers().size() == size));
    }

    private static String addressOf(HazelcastInstance member) {
        return "127.0.0.1:" + member.getCluster().getLocalMember().getAddress().getPort();
    }
}
