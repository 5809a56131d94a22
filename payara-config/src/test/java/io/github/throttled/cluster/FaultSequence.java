package io.github.throttled.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What is done to the cluster, in an order that a seed decides. In each turn a node goes and comes
 * back; while it is away something happens to the others. Before a node goes that takes counters
 * along, all counters have their copies: what is lost with both copies is not promised.
 */
final class FaultSequence {

    private static final int LONGEST_PAUSE_MILLIS = 2000;

    /** Short of what Hazelcast takes for the death of a member, which is a minute. */
    private static final int LONGEST_FREEZE_MILLIS = 5000;

    private static final long POLL_MILLIS = 10;

    private final Random random;
    private final Cluster cluster;
    private final Rotation rotation;
    private final History history;
    private final Traffic traffic;
    private final List<Node> victims = new ArrayList<>();
    private final List<Departure> departures = new ArrayList<>();
    private final List<Meanwhile> meanwhiles = new ArrayList<>();

    /** How a node goes. */
    private enum Departure {
        STOPPED,
        KILLED,
        KILLED_WHILE_FROZEN
    }

    /** What happens while it is away. */
    private enum Meanwhile {
        ANOTHER_FREEZES,
        ANOTHER_FREEZES_WHILE_IT_STARTS,
        A_GUEST_COMES_OR_GOES
    }

    FaultSequence(long seed, Cluster cluster, Rotation rotation, History history, Traffic traffic) {
        this.random = new Random(seed);
        this.cluster = cluster;
        this.rotation = rotation;
        this.history = history;
        this.traffic = traffic;
    }

    /** One node goes and comes back. Of three turns in a row each has another node. */
    void turn() throws InterruptedException {
        settle();
        Node victim = draw(victims, cluster.nodes());
        Meanwhile meanwhile = draw(meanwhiles, List.of(Meanwhile.values()));
        leave(victim, draw(departures, List.of(Departure.values())));
        pause(LONGEST_PAUSE_MILLIS);
        if (meanwhile == Meanwhile.ANOTHER_FREEZES) {
            freezeAndThaw(other(victim));
        }
        start(victim);
        switch (meanwhile) {
            case ANOTHER_FREEZES_WHILE_IT_STARTS -> freezeAndThaw(other(victim));
            case A_GUEST_COMES_OR_GOES -> guest();
            case ANOTHER_FREEZES -> pause(LONGEST_PAUSE_MILLIS);
        }
        settle();
    }

    /** Waits until the cluster is whole, and every counter has its copy. */
    void settle() throws InterruptedException {
        cluster.awaitMembers(Cluster.SIZE + (cluster.guest().isRunning() ? 1 : 0));
        cluster.awaitCopies();
        while (rotation.size() < Cluster.SIZE) {
            Thread.sleep(POLL_MILLIS);
        }
        history.note("all is well");
    }

    private void leave(Node node, Departure how) throws InterruptedException {
        switch (how) {
            case STOPPED -> {
                rotation.takeOut(node);
                while (rotation.underWay(node) > 0) {
                    Thread.sleep(POLL_MILLIS);
                }
                rotation.disturb(node);
                history.fault("stopped", node.name());
                node.stop();
                history.note(node.name() + " has stopped");
            }
            case KILLED -> kill(node);
            case KILLED_WHILE_FROZEN -> {
                freeze(node);
                pause(LONGEST_FREEZE_MILLIS);
                kill(node);
            }
        }
    }

    private void kill(Node node) {
        rotation.disturb(node);
        history.fault("killed", node.name());
        node.kill();
        rotation.takeOut(node);
    }

    private void start(Node node) {
        node.start();
        history.fault("started", node.name());
        traffic.knockAt(node, () -> rotation.putIn(node));
    }

    private void freezeAndThaw(Node node) throws InterruptedException {
        freeze(node);
        pause(LONGEST_FREEZE_MILLIS);
        history.fault("thawed", node.name());
        node.thaw();
        rotation.putIn(node);
    }

    /** Those who are being answered just then have to wait; the next are sent elsewhere. */
    private void freeze(Node node) {
        rotation.disturb(node);
        history.fault("frozen", node.name());
        node.freeze();
        rotation.takeOut(node);
    }

    private void guest() throws InterruptedException {
        Node guest = cluster.guest();
        if (!guest.isRunning()) {
            history.fault("started", guest.name());
            guest.start();
            return;
        }
        settle();
        boolean kindly = random.nextBoolean();
        history.fault(kindly ? "stopped" : "killed", guest.name());
        if (kindly) {
            guest.stop();
        } else {
            guest.kill();
        }
    }

    private Node other(Node node) {
        List<Node> others = cluster.nodesBut(node);
        return others.get(random.nextInt(others.size()));
    }

    /** One after the other in an order by chance, and then again in another. */
    private <T> T draw(List<T> deck, List<T> all) {
        if (deck.isEmpty()) {
            deck.addAll(all);
            Collections.shuffle(deck, random);
        }
        return deck.remove(0);
    }

    private void pause(int longest) throws InterruptedException {
        Thread.sleep(random.nextInt(longest / 4, longest));
    }
}
