package io.github.throttled.benchmark;

import java.io.IOException;
import java.util.List;

/**
 * Measures the heap of a key. In the grid that is the heap of an entry, in the process of the
 * member that only stores. With two members and one backup that holds each entry once: half of them
 * its own, half of them as the other's backup.
 */
final class HeapRun {

    private HeapRun() {}

    static void measure(Result result) throws IOException, InterruptedException {
        Row row = result.row();
        if (!row.load().clustered()) {
            result.figure().add(LocalHeap.measure(result.contender(), result.keys()));
            return;
        }
        try (Site site = Site.open(row.load())) {
            List<String> keys = site.keys(result.keys());
            Decider decider =
                    site.deciders(result.contender(), "heap", Setting.PLENTY, keys).get(0);
            // What belongs to the map, and not to its entries, is there before.
            Filling.fill(decider, List.of("before", "the", "first"));
            long before = site.elsewhere().heapInUse();
            Filling.fill(decider, keys);
            long after = site.elsewhere().heapInUse();
            result.figure().add((double) (after - before) / result.keys());
            decider.close();
        }
    }
}
