package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.partition.Partition;
import com.hazelcast.partition.PartitionService;

import io.github.throttled.internal.store.Peer;
import io.github.throttled.internal.store.Peers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The other members of a Hazelcast cluster, by its public API alone. A member without partitions,
 * such as a lite member, is never asked and so never found silent.
 */
final class HazelcastPeers implements Peers, MembershipListener, AutoCloseable {

    /** How many texts are tried to find one for each partition; far more than necessary. */
    private static final int MAX_TEXTS = 100_000;

    private static final long[] PULSE = {1};

    private final Map<UUID, Peer> known = new ConcurrentHashMap<>();
    private final List<Consumer<Peer>> onLeave = new CopyOnWriteArrayList<>();
    private final Cluster cluster;
    private final PartitionService partitions;
    private final String map;
    private final NodeNames names;
    private final HazelcastInstance hazelcast;
    private final UUID registration;
    private volatile Map<Integer, String> keys = Map.of();

    /**
     * @param map the name of a map of this application that holds nothing else
     */
    HazelcastPeers(HazelcastInstance hazelcast, String map) {
        this.cluster = hazelcast.getCluster();
        this.partitions = hazelcast.getPartitionService();
        this.map = map;
        this.names = new NodeNames(hazelcast);
        this.hazelcast = hazelcast;
        this.registration = cluster.addMembershipListener(this);
        if (NodeNames.member(hazelcast).isEmpty()) {
            openEarly();
        }
    }

    /**
     * A client opens a map by asking any member, and waits for it. Later, that member may be the
     * silent one, and the thread that watches the members must not wait for it.
     */
    private void openEarly() {
        try {
            pulseMap();
        } catch (RuntimeException e) {
            // The client has no connection yet. The map is opened by the first question.
        }
    }

    @Override
    public List<Peer> all() {
        try {
            return cluster.getMembers().stream()
                    .filter(member -> !member.localMember())
                    .map(this::peer)
                    .toList();
        } catch (RuntimeException e) {
            // An instance that is shut down has no members.
            return List.of();
        }
    }

    @Override
    public Peer ownerOf(String key) {
        try {
            Member owner = partitions.getPartition(key).getOwner();
            return owner == null || owner.localMember() ? null : peer(owner);
        } catch (RuntimeException e) {
            return null;
        }
    }

    @Override
    public Peer ownerOf(int part) {
        try {
            String key = keys().get(part);
            return key == null ? null : ownerOf(key);
        } catch (RuntimeException e) {
            return null;
        }
    }

    @Override
    public Map<String, Integer> parts() {
        Map<String, Integer> parts = new HashMap<>();
        try {
            for (Partition partition : partitions.getPartitions()) {
                Member owner = partition.getOwner();
                if (owner != null) {
                    parts.merge(owner.getUuid().toString(), 1, Integer::sum);
                }
            }
        } catch (RuntimeException e) {
            // Incomplete: the instance is shut down.
        }
        return parts;
    }

    @Override
    public CompletionStage<?> ask(Peer peer) {
        try {
            String key = keyOf(peer);
            return key == null ? CompletableFuture.completedFuture(null) : pulseMap().getAsync(key);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Uses one entry for each partition, so that the map stays small. */
    @Override
    public CompletionStage<?> write(int part) {
        try {
            return pulseMap().setAsync(keys().get(part), PULSE);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public String name(Peer peer) {
        return names.of(peer);
    }

    @Override
    public String self() {
        return NodeNames.member(hazelcast).map(member -> member.getUuid().toString()).orElse("");
    }

    @Override
    public void onLeave(Consumer<Peer> action) {
        onLeave.add(action);
    }

    @Override
    public void memberAdded(MembershipEvent event) {
        // The next call of all() finds the member.
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
        Peer gone = peer(event.getMember());
        known.remove(event.getMember().getUuid());
        onLeave.forEach(action -> action.accept(gone));
        names.forget(gone);
    }

    @Override
    public void close() {
        onLeave.clear();
        try {
            cluster.removeMembershipListener(registration);
        } catch (RuntimeException e) {
            // The instance is shut down, and its listeners with it.
        }
    }

    /** A member opens the map only when needed, as it does so without the others. */
    private IMap<String, long[]> pulseMap() {
        return hazelcast.getMap(map);
    }

    private Peer peer(Member member) {
        Peer peer = known.get(member.getUuid());
        return peer != null
                ? peer
                : known.computeIfAbsent(
                        member.getUuid(), id -> new Peer(id.toString(), text(member.getAddress())));
    }

    private static String text(Address address) {
        return address.getHost() + ':' + address.getPort();
    }

    /** A key that this member owns; null if it owns none. */
    private String keyOf(Peer peer) {
        for (Partition partition : partitions.getPartitions()) {
            Member owner = partition.getOwner();
            if (owner != null && owner.getUuid().toString().equals(peer.id())) {
                return keys().get(partition.getPartitionId());
            }
        }
        return null;
    }

    /** One key for each partition. */
    private Map<Integer, String> keys() {
        if (keys.isEmpty()) {
            int count = partitions.getPartitions().size();
            Map<Integer, String> found = new HashMap<>();
            for (int i = 0; found.size() < count && i < MAX_TEXTS; i++) {
                String text = Integer.toString(i);
                found.putIfAbsent(partitions.getPartition(text).getPartitionId(), text);
            }
            keys = found;
        }
        return keys;
    }
}
