package io.github.throttled.store.hazelcast;

import com.hazelcast.internal.partition.IPartition;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.map.IMap;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.operation.MapOperation;
import com.hazelcast.map.impl.operation.MapOperationProvider;
import com.hazelcast.map.impl.proxy.MapProxyImpl;
import com.hazelcast.map.impl.recordstore.RecordStore;
import com.hazelcast.spi.impl.NodeEngine;
import com.hazelcast.spi.impl.operationexecutor.OperationHostileThread;

import io.github.throttled.store.Counters;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The counters of one policy in the map of a member, which this node is.
 *
 * <p>Hazelcast's public API has compare-and-set only as a call that blocks. Beneath it are the same
 * operations as asynchronous invocations: no thread waits, and none is handed anything, which makes
 * a decision cheaper by two switches of threads. They are Hazelcast's own operations, on built-in
 * types, and every member knows them. Where this Hazelcast does not have them as we know them,
 * {@link BlockingCounters} do the same.
 */
final class MemberCounters implements Counters {

    private static final String PROBE = "probe";

    private final MapProxyImpl<String, long[]> map;
    private final NodeEngine node;
    private final MapOperationProvider operations;

    private final GridThreads threads;

    private MemberCounters(MapProxyImpl<String, long[]> map, GridThreads threads) {
        this.map = map;
        this.threads = threads;
        this.node = map.getNodeEngine();
        this.operations = map.getOperationProvider();
    }

    /**
     * The counters in a member's map; empty if this is none, or not one like those that we know.
     *
     * @param threads make calls that the thread at hand may not make
     */
    static Optional<Counters> on(IMap<String, long[]> map, GridThreads threads) {
        try {
            return map instanceof MapProxyImpl<String, long[]> proxy
                    ? Optional.of(new MemberCounters(proxy, threads).probed())
                    : Optional.empty();
        } catch (LinkageError e) {
            return Optional.empty();
        }
    }

    @Override
    public CompletionStage<long[]> get(String key) {
        return Debris.orCounter(
                invoke(key, name -> operations.createGetOperation(map.getName(), name)));
    }

    @Override
    public CompletionStage<Boolean> compareAndSet(String key, long[] expected, long[] update) {
        if (expected == null) {
            CompletionStage<Object> before = invoke(key, name -> putIfAbsent(name, update));
            return before.thenApplyAsync(Objects::isNull, Runnable::run);
        }
        return Debris.is(expected)
                ? threads.call(() -> Debris.replace(map, key, update))
                : invoke(key, name -> replace(name, expected, update));
    }

    @Override
    public long kept() {
        long kept = 0;
        for (IPartition partition : node.getPartitionService().getPartitions()) {
            RecordStore<?> records =
                    partition.isLocal() ? records(partition.getPartitionId()) : null;
            kept += records == null ? 0 : records.size();
        }
        return kept;
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        return map.removeAsync(key).thenApplyAsync(removed -> null, Runnable::run);
    }

    /** The copy of an owner or a backup, read as Hazelcast does for {@code read-backup-data}. */
    @Override
    public long[] glance(String key) {
        try {
            Data name = data(key);
            int partition = node.getPartitionService().getPartitionId(name);
            IPartition home = node.getPartitionService().getPartition(partition, false);
            return home.isOwnerOrBackup(node.getThisAddress())
                    ? node.toObject(copy(partition, name))
                    : null;
        } catch (RuntimeException e) {
            // It was a guess.
            return null;
        }
    }

    private Data copy(int partition, Data name) {
        RecordStore<?> records = records(partition);
        return records == null ? null : records.readBackupData(name);
    }

    /** Null if nothing is stored there. */
    private RecordStore<?> records(int partition) {
        MapService service = map.getService();
        return service.getMapServiceContext()
                .getPartitionContainer(partition)
                .getExistingRecordStore(map.getName());
    }

    private MapOperation putIfAbsent(Data name, long[] update) {
        // As the map is configured: it lives until it is idle.
        return operations.createPutIfAbsentOperation(map.getName(), name, data(update), -1, -1);
    }

    private MapOperation replace(Data name, long[] expected, long[] update) {
        return operations.createReplaceIfSameOperation(
                map.getName(), name, data(expected), data(update));
    }

    /** Hazelcast forbids calls to the threads that bring answers; some of ours make them there. */
    private <T> CompletionStage<T> invoke(String key, Function<Data, MapOperation> operation) {
        return Thread.currentThread() instanceof OperationHostileThread
                ? threads.start(() -> invokeHere(key, operation))
                : invokeHere(key, operation);
    }

    private <T> CompletionStage<T> invokeHere(String key, Function<Data, MapOperation> operation) {
        Data name = data(key);
        return node.getOperationService()
                .invokeOnPartitionAsync(
                        MapService.SERVICE_NAME,
                        operation.apply(name),
                        node.getPartitionService().getPartitionId(name));
    }

    private Data data(String key) {
        return node.getSerializationService().toData(key, map.getPartitionStrategy());
    }

    private Data data(long[] state) {
        return node.toData(state);
    }

    /** Finds everything once, so that what is missing shows now, and not in a decision. */
    private MemberCounters probed() {
        Data name = data(PROBE);
        putIfAbsent(name, new long[0]);
        replace(name, new long[0], new long[0]);
        glance(PROBE);
        get(PROBE);
        return this;
    }
}
