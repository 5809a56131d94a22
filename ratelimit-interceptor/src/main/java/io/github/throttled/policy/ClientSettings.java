package io.github.throttled.policy;

import org.eclipse.microprofile.config.Config;

import java.time.Duration;

/**
 * What is configured for clients.
 *
 * @param maxWait the longest a request waits; 1 millisecond to 366 days
 */
public record ClientSettings(Duration maxWait) {

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException if anything is wrong
     */
    public static ClientSettings of(Config config) {
        Problems problems = new Problems();
        ClientSettings settings = read(new ConfigReader(config, problems));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.message());
        }
        return settings;
    }

    /** Reads them; what is wrong becomes a problem and has its default. */
    static ClientSettings read(ConfigReader reader) {
        return new ClientSettings(reader.valueOrDefault(ConfigKeys.CLIENT_MAX_WAIT));
    }
}
