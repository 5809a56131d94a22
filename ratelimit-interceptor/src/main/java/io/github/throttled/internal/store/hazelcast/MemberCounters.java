package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.internal.serialization.Data;
import com.hazelcast.map.IMap;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.operation.MapOperation;
import com.hazelcast.map.impl.operation.MapOperationProvider;
import com.hazelcast.map.impl.proxy.MapProxyImpl;
import com.hazelcast.spi.impl.NodeEngine;
import com.hazelcast.spi.impl.operationexecutor.OperationHostileThread;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The counters of one policy in the map of a member, which this node is.
 *
 * <p>Hazelcast's public compare-and-set blocks. The operations beneath it can also be invoked
 * asynchronously: no thread waits or hands over, which saves two context switches for each
 * decision. They are Hazelcast's own operations on built-in types, and every member knows them.
 *
 * <p>Use nothing else of Hazelcast's internals here: each further use makes fewer versions
 * compatible. {@link InternalOperations} decides whether this Hazelcast has these operations.
 */
final class MemberCounters extends MapCounters {

    private final MapProxyImpl<String, long[]> map;
    private final NodeEngine node;
    private final MapOperationProvider operations;
    private final GridThreads threads;

    private MemberCounters(
            MapProxyImpl<String, long[]> map, Membership membership, GridThreads threads) {
        super(map, membership);
        this.map = map;
        this.threads = threads;
        this.node = map.getNodeEngine();
        this.operations = map.getOperationProvider();
    }

    /**
     * The counters in a member's map; empty for any other map.
     *
     * @param threads make calls that the current thread must not make
     * @throws LinkageError if this Hazelcast has other internals
     */
    static Optional<MapCounters> on(
            IMap<String, long[]> map, Membership membership, GridThreads threads) {
        return map instanceof MapProxyImpl<String, long[]> proxy
                ? Optional.of(new MemberCounters(proxy, membership, threads))
                : Optional.empty();
    }

    @Override
    CompletionStage<?> read(String key) {
        return invoke(key, name -> operations.createGetOperation(map.getName(), name));
    }

    @Override
    CompletionStage<Boolean> write(String key, long[] expected, long[] update) {
        if (expected == null) {
            CompletionStage<Object> before = invoke(key, name -> putIfAbsent(name, update));
            return before.thenApplyAsync(Objects::isNull, HERE);
        }
        return ForeignValue.is(expected)
                ? threads.call(() -> ForeignValue.replace(map, key, update))
                : invoke(key, name -> replace(name, expected, update));
    }

    @Override
    CompletionStage<?> delete(String key) {
        return map.removeAsync(key);
    }

    private MapOperation putIfAbsent(Data name, long[] update) {
        // Lifetimes as the map is configured: the entry lives until it is idle.
        return operations.createPutIfAbsentOperation(map.getName(), name, data(update), -1, -1);
    }

    private MapOperation replace(Data name, long[] expected, long[] update) {
        return operations.createReplaceIfSameOperation(
                map.getName(), name, data(expected), data(update));
    }

    /**
     * Hazelcast forbids calls on the threads that deliver answers, and some of our calls start
     * there.
     */
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
}
