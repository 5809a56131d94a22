package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;

import io.github.throttled.internal.config.settings.Settings;
import io.github.throttled.internal.store.CounterStore;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Finds a Hazelcast instance: a CDI bean of the application, else the one of Payara, else a member
 * of our own if one is configured.
 */
public final class HazelcastLookup {

    private static final String PAYARA_INSTANCE = "payara/Hazelcast";

    private static final String CLASSPATH = "classpath:";

    private HazelcastLookup() {}

    /**
     * A store on the first instance found.
     *
     * @param settings the Hazelcast configuration for a member of our own, and the required number
     *     of members
     * @param application separates the counters of applications in one grid
     * @param bean a CDI bean, which may be a Hazelcast instance
     */
    public static Optional<CounterStore> find(
            Settings settings, String application, Supplier<Optional<Object>> bean) {
        int minMembers = settings.minMembers();
        return bean.get()
                .filter(HazelcastInstance.class::isInstance)
                .map(HazelcastInstance.class::cast)
                .or(HazelcastLookup::offeredByServer)
                .<CounterStore>map(
                        found ->
                                new HazelcastCounterStore(found, application, minMembers, () -> {}))
                .or(
                        () ->
                                settings.hazelcastConfig()
                                        .map(
                                                location ->
                                                        ownMember(
                                                                location,
                                                                application,
                                                                minMembers)));
    }

    private static Optional<HazelcastInstance> offeredByServer() {
        try {
            Object found = new InitialContext().lookup(PAYARA_INSTANCE);
            return found instanceof HazelcastInstance instance
                    ? Optional.of(instance)
                    : Optional.empty();
        } catch (NamingException e) {
            return Optional.empty();
        }
    }

    private static CounterStore ownMember(String location, String application, int minMembers) {
        Config config = load(location);
        try {
            HazelcastInstance member = Hazelcast.newHazelcastInstance(config);
            return new HazelcastCounterStore(member, application, minMembers, member::shutdown);
        } catch (HazelcastException e) {
            throw new IllegalStateException(
                    "throttled.hazelcast.config = "
                            + location
                            + ": Hazelcast does not start with it: "
                            + e.getMessage(),
                    e);
        }
    }

    private static Config load(String location) {
        try (InputStream in = open(location)) {
            return Config.loadFromStream(in);
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "throttled.hazelcast.config = "
                            + location
                            + " cannot be read ("
                            + e
                            + "). Name a Hazelcast configuration, XML or YAML: a file, or a class"
                            + " path resource as in classpath:hazelcast.xml.",
                    e);
        }
    }

    private static InputStream open(String location) throws IOException {
        if (!location.startsWith(CLASSPATH)) {
            return Files.newInputStream(Path.of(location));
        }
        InputStream in =
                Thread.currentThread()
                        .getContextClassLoader()
                        .getResourceAsStream(location.substring(CLASSPATH.length()));
        if (in == null) {
            throw new FileNotFoundException("there is no such resource");
        }
        return in;
    }
}
