package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.partition.PartitionService;

/** One key for each partition of a grid, which limits a query to that partition. */
final class PartitionKeys {

    private final String[] keys;

    PartitionKeys(PartitionService partitions) {
        this.keys = new String[partitions.getPartitions().size()];
        int missing = keys.length;
        for (int i = 0; missing > 0; i++) {
            String candidate = Integer.toString(i);
            int partition = partitions.getPartition(candidate).getPartitionId();
            if (keys[partition] == null) {
                keys[partition] = candidate;
                missing--;
            }
        }
    }

    String of(int partition) {
        return keys[partition];
    }

    int size() {
        return keys.length;
    }
}
