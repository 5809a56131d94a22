package io.github.throttled.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Three nodes with the bookshop, and a guest: a member of the same grid that has nothing deployed,
 * and is started by the tests that want it.
 */
final class Cluster implements AutoCloseable {

    static final int SIZE = 3;

    private static final Duration START = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 200;

    private static final String DENY = "-Dthrottled.on-store-failure=deny";

    /**
     * A machine that is busy with a whole cluster answers late. That must show as a late answer, so
     * the nodes wait long for the grid; and if they waited in vain all the same, an answer without
     * the grid is a refusal, which a test would notice.
     */
    private static final List<String> PATIENT =
            List.of("-Dthrottled.store.timeout=30s", "-Dthrottled.store.max-wait=30s", DENY);

    private final List<Node> nodes = new ArrayList<>();
    private final Database database = new Database();
    private final Node guest;

    /** A patient one, for tests that share it. */
    Cluster() {
        this("cluster-it", PATIENT);
    }

    /**
     * One that waits for the grid as long as it does by default, and then rejects, but for policies
     * that say otherwise.
     */
    static Cluster withDefaultTimeouts() {
        return new Cluster("default-timeouts", List.of(DENY));
    }

    /** One that attackers meet, and proxies stand in front of. */
    static Cluster underAttack() {
        return asShipped("attacked", AbuseShop.config());
    }

    /**
     * A cluster, of which nothing is started yet.
     *
     * @param name of the directory for its files
     * @param store what the nodes are told about the grid, as options of the JVM
     */
    Cluster(String name, List<String> store) {
        this(Path.of("target", name), config(store));
    }

    /**
     * One whose nodes have the limits that the bookshop comes with, and not those of the tests.
     *
     * @param config what they are told besides, as options of the JVM
     */
    static Cluster asShipped(String name, List<String> config) {
        return new Cluster(Path.of("target", name), config);
    }

    private Cluster(Path home, List<String> config) {
        List<Integer> ports = Stream.generate(FreePort::find).limit(SIZE + 1).toList();
        List<String> grid = grid(ports);
        List<String> server = new ArrayList<>(grid);
        server.addAll(database.serverOptions());
        for (int i = 0; i < SIZE; i++) {
            nodes.add(Node.withShop(home, "node-" + (i + 1), ports.get(i), config, server));
        }
        guest = Node.withoutShop(home, "guest", ports.get(SIZE), grid);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Nobody but our own nodes has this name and knows these ports. */
    private static List<String> grid(List<Integer> ports) {
        String members =
                ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        return List.of("--clustername", "it-" + ports.get(0), "--clustermode", "tcpip:" + members);
    }

    private static List<String> config(List<String> store) {
        List<String> config = new ArrayList<>(Endpoint.systemProperties());
        config.addAll(Login.systemProperties());
        config.addAll(FlowingBucket.systemProperties());
        config.addAll(SlowUpload.systemProperties());
        config.addAll(OwnBook.systemProperties());
        config.addAll(Reported.systemProperties());
        config.addAll(Database.systemProperties());
        config.addAll(ChaosBook.systemProperties());
        config.addAll(StormBook.systemProperties());
        config.addAll(store);
        return config;
    }

    List<Node> nodes() {
        return List.copyOf(nodes);
    }

    /** The nodes with the bookshop but for one. */
    List<Node> nodesBut(Node one) {
        return nodes.stream().filter(node -> node != one).toList();
    }

    Node guest() {
        return guest;
    }

    /** Where the nodes keep what survives them. */
    Database database() {
        return database;
    }

    /** Starts what is not running, and stops the guest: the cluster is as a test expects it. */
    void repair() throws InterruptedException {
        if (guest.isRunning()) {
            guest.stop();
        }
        nodes.stream().filter(node -> !node.isRunning()).forEach(Node::start);
        awaitMembers(SIZE);
    }

    /** Waits until each of our nodes answers and sees so many members. */
    void awaitMembers(int members) throws InterruptedException {
        for (Node node : nodes) {
            if (node.isRunning()) {
                awaitMembers(node, members);
            }
        }
    }

    private void awaitMembers(Node node, int members) throws InterruptedException {
        Instant deadline = Instant.now().plus(START);
        int seen = node.membersSeen();
        while (seen != members) {
            all().forEach(Node::checkStart);
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError(
                        "%s sees %d members, not %d. %s"
                                .formatted(node.name(), seen, members, node.endOfLog()));
            }
            Thread.sleep(POLL_MILLIS);
            seen = node.membersSeen();
        }
    }

    /** Waits until any node may leave, and nothing be lost. */
    void awaitCopies() throws InterruptedException {
        Instant deadline = Instant.now().plus(START);
        while (!nodes.stream()
                .filter(Node::isRunning)
                .findAny()
                .orElseThrow()
                .knowsThatAllIsCopied()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Not all has a copy after " + START);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    Stream<Node> all() {
        return Stream.concat(nodes.stream(), Stream.of(guest));
    }

    @Override
    public void close() {
        all().filter(Node::isRunning).forEach(Node::kill);
        database.close();
    }
}
