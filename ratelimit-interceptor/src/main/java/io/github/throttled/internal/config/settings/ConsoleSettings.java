package io.github.throttled.internal.config.settings;

import io.github.throttled.internal.config.model.Limit;

import java.util.List;

/**
 * The settings of the console, which shows limits and changes them while the application runs.
 *
 * @param isOpen whether the console is available
 * @param role the role of its users
 * @param loginLimit how many failed logins one address may have
 */
public record ConsoleSettings(boolean isOpen, String role, List<Limit> loginLimit) {

    /** Makes the list immutable. */
    public ConsoleSettings {
        loginLimit = List.copyOf(loginLimit);
    }
}
