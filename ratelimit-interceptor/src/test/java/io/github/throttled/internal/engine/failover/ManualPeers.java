package io.github.throttled.internal.engine.failover;

import io.github.throttled.internal.store.Peer;
import io.github.throttled.internal.store.Peers;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Two members that own the keys that begin with {@code a} and {@code b}, and answer when asked,
 * until they are frozen. This node owns all other keys.
 */
final class ManualPeers implements Peers {

    static final Peer A = new Peer("a", "10.0.0.1:6900");
    static final Peer B = new Peer("b", "10.0.0.2:6900");

    private final List<Peer> members = new CopyOnWriteArrayList<>(List.of(A, B));
    private final Map<Peer, List<CompletableFuture<Object>>> heldBack = new ConcurrentHashMap<>();
    private final Set<Peer> frozen = ConcurrentHashMap.newKeySet();
    private final Set<Integer> hanging = ConcurrentHashMap.newKeySet();
    private final List<CompletableFuture<Object>> writes = new CopyOnWriteArrayList<>();
    private final List<Consumer<Peer>> onLeave = new CopyOnWriteArrayList<>();

    private final AtomicInteger checks = new AtomicInteger();
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

    /** Happens once, between the finding that a member is silent and its report. */
    void meanwhile(Runnable event) {
        meanwhile.set(event);
    }

    /** How often the members were looked at. */
    int checks() {
        return checks.get();
    }

    synchronized void freeze(Peer peer) {
        frozen.add(peer);
    }

    synchronized void thaw(Peer peer) {
        frozen.remove(peer);
        List<CompletableFuture<Object>> answers = heldBack.remove(peer);
        if (answers != null) {
            answers.forEach(answer -> answer.complete("alive"));
        }
    }

    /** Writes to this part are not answered from now on, as where its backup is silent. */
    synchronized void hang(int part) {
        hanging.add(part);
    }

    /** Writes are answered again, also those that were not. */
    synchronized void hangNoMore() {
        hanging.clear();
        writes.forEach(write -> write.complete("stored"));
        writes.clear();
    }

    void leave(Peer peer) {
        members.remove(peer);
        onLeave.forEach(action -> action.accept(peer));
    }

    @Override
    public List<Peer> all() {
        checks.incrementAndGet();
        return List.copyOf(members);
    }

    @Override
    public Peer ownerOf(String key) {
        return members.stream().filter(peer -> key.startsWith(peer.id())).findAny().orElse(null);
    }

    @Override
    public Peer ownerOf(int part) {
        return null;
    }

    @Override
    public Map<String, Integer> parts() {
        meanwhile.getAndSet(() -> {}).run();
        return Map.of("a", 3, "b", 4);
    }

    @Override
    public synchronized CompletionStage<?> ask(Peer peer) {
        if (!frozen.contains(peer)) {
            return CompletableFuture.completedFuture("alive");
        }
        CompletableFuture<Object> answer = new CompletableFuture<>();
        heldBack.computeIfAbsent(peer, any -> new CopyOnWriteArrayList<>()).add(answer);
        return answer;
    }

    @Override
    public synchronized CompletionStage<?> write(int part) {
        if (!hanging.contains(part)) {
            return CompletableFuture.completedFuture("stored");
        }
        CompletableFuture<Object> answer = new CompletableFuture<>();
        writes.add(answer);
        return answer;
    }

    @Override
    public String name(Peer peer) {
        return "shop-" + peer.id();
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
