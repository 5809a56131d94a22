package io.github.throttled.it.grid;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;

import io.github.throttled.Throttled;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;

@ApplicationScoped
public class OwnGrid {

    @Produces
    @ApplicationScoped
    public HazelcastInstance start() {
        Config config = new Config("of-the-application");
        config.setClusterName("of-the-application");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.getNetworkConfig()
                .setPort(0)
                .getInterfaces()
                .setEnabled(true)
                .addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        return Hazelcast.newHazelcastInstance(config);
    }

    public void stop(@Disposes HazelcastInstance instance) {
        instance.shutdown();
    }

    @Throttled(limit = "3/day")
    public void throttled() {}
}
