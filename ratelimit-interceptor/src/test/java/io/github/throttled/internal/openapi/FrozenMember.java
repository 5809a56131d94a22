package io.github.throttled.internal.openapi;

import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.engine.failover.StoreTimeouts;
import io.github.throttled.internal.store.Peer;
import io.github.throttled.internal.store.Peers;
import io.github.throttled.internal.store.hazelcast.Grid;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The only other member of a grid, which owns 90 of its 271 parts and never answers. */
public final class FrozenMember implements Peers {

    /** What operators read of it. */
    public static final String LABEL = "shop-3 (10.0.0.3:6900)";

    private static final Peer PEER = new Peer("frozen", "10.0.0.3:6900");

    private FrozenMember() {}

    /** A limiter that has found the member silent. */
    public static Limiter found() {
        Limiter limiter =
                new Limiter(
                        new SilentStore(new FrozenMember()),
                        StoreTimeouts.of(Duration.ofMillis(50)),
                        0);
        Grid.await(() -> !limiter.storeState().silentMembers().isEmpty());
        return limiter;
    }

    @Override
    public List<Peer> all() {
        return List.of(PEER);
    }

    @Override
    public Peer ownerOf(String key) {
        return PEER;
    }

    @Override
    public Peer ownerOf(int part) {
        return null;
    }

    @Override
    public Map<String, Integer> parts() {
        return Map.of(PEER.id(), 90, self(), 181);
    }

    @Override
    public CompletionStage<?> ask(Peer peer) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<?> write(int part) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String name(Peer peer) {
        return "shop-3";
    }

    @Override
    public String self() {
        return "self";
    }

    @Override
    public void onLeave(Consumer<Peer> action) {
        // It stays.
    }
}
