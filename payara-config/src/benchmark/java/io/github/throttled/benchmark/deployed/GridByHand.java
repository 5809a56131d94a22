package io.github.throttled.benchmark.deployed;

import com.hazelcast.core.HazelcastInstance;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes to the server's grid what a strict limit writes, but neither reads nor decides. */
@ApplicationScoped
public class GridByHand {

    /** How many numbers a strict limit stores for a key. */
    private static final int STATE_SIZE = 3;

    @Resource(lookup = "payara/Hazelcast")
    private HazelcastInstance hazelcast;

    /** Writes with one backup, which is what Hazelcast does unless it is told otherwise. */
    public void write(String key) {
        hazelcast.<String, long[]>getMap("by-hand").set(key, new long[STATE_SIZE]);
    }
}
