package io.github.throttled.internal.store;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The other members of the grid, as this node needs them. Thread-safe. */
public interface Peers {

    /** For a node that does not depend on other members. */
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
                    // There are no members that could leave.
                }
            };

    /** The current members, without this node. Never fails. */
    List<Peer> all();

    /**
     * The member that owns a key. Never fails.
     *
     * @return null if this node owns the key, or if the owner is unknown
     */
    Peer ownerOf(String key);

    /** The member that owns a part of the store, as in {@link CounterStore#part}. */
    Peer ownerOf(int part);

    /** How many parts of the store each member owns, by its identity. Never fails. */
    Map<String, Integer> parts();

    /**
     * Sends a member a cheap question that changes nothing. Returns at once; must not be called by
     * a thread of the grid.
     *
     * @return completes normally when the member has answered, or if the member owns nothing to ask
     *     about
     */
    CompletionStage<?> ask(Peer peer);

    /**
     * Writes to a part of the store without changing a counter. Returns at once; must not be called
     * by a thread of the grid.
     *
     * @param part as in {@link CounterStore#part}
     * @return completes normally when the owner and the backup have stored the write
     */
    CompletionStage<?> write(int part);

    /** The name that operators use for a member; its address if no name is known. Never fails. */
    String name(Peer peer);

    /** The identity of this node's own member; empty if it has none. */
    String self();

    /**
     * Registers an action for members that leave the grid.
     *
     * @param action must neither wait nor fail; forgotten when the store is closed
     */
    void onLeave(Consumer<Peer> action);
}
