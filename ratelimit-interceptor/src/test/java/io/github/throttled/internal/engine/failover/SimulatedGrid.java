package io.github.throttled.internal.engine.failover;

import io.github.throttled.internal.store.Peer;
import io.github.throttled.internal.store.Peers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Members that answer after random delays, in simulated time. Answers overtake each other and get
 * lost, members freeze, and the node that asks is stopped for a while. Each member owns one part.
 */
final class SimulatedGrid implements Peers {

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Peer> members = new ArrayList<>();
    private final Map<Peer, List<Runnable>> heldBack = new HashMap<>();
    private final Set<Peer> frozen = new HashSet<>();
    private final List<Consumer<Peer>> onLeave = new ArrayList<>();
    private final List<Peer> named = new ArrayList<>();
    private final Random random;
    private LongSupplier delay = () -> 0;
    private double loss;
    private long now;
    private long order;
    private long stoppedUntil;
    private long questions;
    private int failing;

    /** What happens at an instant; of several, in the order in which they were planned. */
    private record Event(long nanos, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return nanos != other.nanos
                    ? Long.compare(nanos, other.nanos)
                    : Long.compare(order, other.order);
        }
    }

    SimulatedGrid(int others, Random random) {
        this.random = random;
        for (int i = 0; i < others; i++) {
            members.add(new Peer("member-" + i, "10.0.0." + i + ":6900"));
        }
    }

    /** How long answers take from now on, in nanoseconds. */
    void delay(LongSupplier nanos) {
        delay = nanos;
    }

    /** Which part of the answers gets lost from now on. */
    void loss(double part) {
        loss = part;
    }

    long nanos() {
        return now;
    }

    /** How many questions the members were asked. */
    long questions() {
        return questions;
    }

    Random random() {
        return random;
    }

    /** The member holds back all answers from now on. */
    void freeze(Peer peer) {
        frozen.add(peer);
    }

    /** The member gives the answers that it has held back. */
    void thaw(Peer peer) {
        frozen.remove(peer);
        heldBack.getOrDefault(peer, List.of()).forEach(answer -> at(now, answer));
        heldBack.remove(peer);
    }

    /** The member leaves the grid. */
    void leave(Peer peer) {
        members.remove(peer);
        onLeave.forEach(action -> action.accept(peer));
    }

    /** The member leaves the grid, and the news of it gets lost. */
    void vanish(Peer peer) {
        members.remove(peer);
    }

    /** So many questions fail in this node from now on. */
    void failToAsk(int questions) {
        failing = questions;
    }

    /** Whose names were looked up. */
    List<Peer> named() {
        return List.copyOf(named);
    }

    /** This node does nothing for so long: looks and answers wait until it goes on. */
    void stopSelf(long nanos) {
        stoppedUntil = Math.max(stoppedUntil, now + nanos);
    }

    /** Looks again and again, with the pause between the end of one look and the next. */
    void lookEvery(long pauseNanos, Runnable look) {
        at(
                now + pauseNanos,
                () -> {
                    look.run();
                    lookEvery(pauseNanos, look);
                });
    }

    /** Lets time pass. */
    void pass(long nanos) {
        long end = now + nanos;
        while (!events.isEmpty() && events.peek().nanos() <= end) {
            Event next = events.poll();
            if (next.nanos() < stoppedUntil) {
                at(stoppedUntil, next.action());
            } else {
                now = Math.max(now, next.nanos());
                next.action().run();
            }
        }
        now = end;
    }

    private void at(long nanos, Runnable action) {
        events.add(new Event(nanos, order++, action));
    }

    @Override
    public List<Peer> all() {
        return List.copyOf(members);
    }

    @Override
    public CompletionStage<?> ask(Peer peer) {
        questions++;
        if (failing > 0) {
            failing--;
            return CompletableFuture.failedFuture(new IllegalStateException("not sent"));
        }
        CompletableFuture<Object> answer = new CompletableFuture<>();
        if (random.nextDouble() >= loss) {
            at(now + delay.getAsLong(), () -> answer(peer, () -> answer.complete("alive")));
        }
        return answer;
    }

    private void answer(Peer peer, Runnable answer) {
        if (frozen.contains(peer)) {
            heldBack.computeIfAbsent(peer, any -> new ArrayList<>()).add(answer);
        } else {
            answer.run();
        }
    }

    @Override
    public Peer ownerOf(String key) {
        return members.stream().filter(peer -> peer.id().equals(key)).findAny().orElse(null);
    }

    @Override
    public CompletionStage<?> write(int part) {
        return CompletableFuture.completedFuture("stored");
    }

    @Override
    public Peer ownerOf(int part) {
        return null;
    }

    @Override
    public Map<String, Integer> parts() {
        Map<String, Integer> parts = new HashMap<>();
        members.forEach(peer -> parts.put(peer.id(), 1));
        return parts;
    }

    @Override
    public String name(Peer peer) {
        named.add(peer);
        return peer.address();
    }

    @Override
    public String self() {
        return "self";
    }

    @Override
    public void onLeave(Consumer<Peer> action) {
        onLeave.add(action);
    }
}
