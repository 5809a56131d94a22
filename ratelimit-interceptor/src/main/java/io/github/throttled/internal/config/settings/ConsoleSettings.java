package io.github.throttled.internal.config.settings;

import io.github.throttled.internal.config.model.Limit;

import java.util.List;

/**
 * Who may look at the limits and change them while the application runs.
 *
 * @param isOpen whether anybody may
 * @param role of those who may
 * @param loginLimit how often the password of one address may be wrong
 */
public record ConsoleSettings(boolean isOpen, String role, List<Limit> loginLimit) {

    /** Makes the list immutable. */
    public ConsoleSettings {
        loginLimit = List.copyOf(loginLimit);
    }
}
