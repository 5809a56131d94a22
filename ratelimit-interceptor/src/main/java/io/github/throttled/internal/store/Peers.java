package io.github.throttled.internal.store;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The other members of the grid, and what this node needs of each. Thread-safe. */
public interface Peers {

    /** Where this node depends on nobody. */
    Peers NONE =
            new Peers() {
                @Override
                public List<Peer> all() {
                    return List.of();
                }

                @Override
                public Peer ownerOf(String key) {
                    return null;
                }

                @Override
                public Peer ownerOf(int part) {
                    return null;
                }

                @Override
                public Map<String, Integer> parts() {
                    return Map.of();
                }

                @Override
                public CompletionStage<?> ask(Peer peer) {
                    return CompletableFuture.completedFuture(null);
                }

                @Override
                public CompletionStage<?> write(int part) {
                    return CompletableFuture.completedFuture(null);
                }

                @Override
                public String name(Peer peer) {
                    return peer.address();
                }

                @Override
                public String self() {
                    return "";
                }

                @Override
                public void onLeave(Consumer<Peer> action) {
                    // Nobody can leave.
                }
            };

    /** The members that are there now, without this node. Never fails. */
    List<Peer> all();

    /**
     * The member that has to answer for a key. Never fails.
     *
     * @return null if this node owns the key, or if its owner is not known now
     */
    Peer ownerOf(String key);

    /** The same for a part of the store, as in {@link CounterStore#part}. */
    Peer ownerOf(int part);

    /** How many parts of the store each member owns, by its identity. Never fails. */
    Map<String, Integer> parts();

    /**
     * Asks a member something cheap, which changes nothing. Returns at once; must not be called by
     * a thread of the grid.
     *
     * @return completes normally when the member has answered, or if it owns nothing to be asked
     *     for
     */
    CompletionStage<?> ask(Peer peer);

    /**
     * Has a part of the store store something, which changes no counter. Returns at once; must not
     * be called by a thread of the grid.
     *
     * @param part as in {@link CounterStore#part}
     * @return completes normally when the owner and the backup have done so
     */
    CompletionStage<?> write(int part);

    /** What operators call a member: its name if one is known, or its address. Never fails. */
    String name(Peer peer);

    /** The identity of this node's own member; empty if it has none. */
    String self();

    /**
     * Says what is to be done when a member has left the grid.
     *
     * @param action must neither wait nor fail; forgotten when the store is closed
     */
    void onLeave(Consumer<Peer> action);
}
