package io.github.throttled.policy;

/**
 * Who may look at the limits and change them while the application runs.
 *
 * @param isOpen whether anybody may
 * @param role of those who may
 */
public record ConsoleSettings(boolean isOpen, String role) {

    static ConsoleSettings read(ConfigReader reader) {
        return new ConsoleSettings(
                reader.valueOrDefault(ConfigKeys.CONSOLE),
                reader.valueOrDefault(ConfigKeys.CONSOLE_ROLE));
    }
}
