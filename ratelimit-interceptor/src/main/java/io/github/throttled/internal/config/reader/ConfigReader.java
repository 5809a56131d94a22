package io.github.throttled.internal.config.reader;

import io.github.throttled.internal.config.syntax.BadValueException;
import io.github.throttled.internal.config.syntax.ValueSyntax;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Reads values. An invalid value becomes a problem.
 *
 * @param config has the values
 * @param problems receives the problems
 */
public record ConfigReader(Config config, Problems problems) {

    private static final String NO_VALUE =
            "its expression has no value; set what it refers to, or write a default as in"
                    + " ${name:default}";

    /** The value of a key; its default if it is not set or invalid. */
    public <T> T valueOrDefault(ConfigKey<T> key, String... names) {
        return value(key, names).orElseGet(key::defaultValue);
    }

    /** The value of a key; empty if it is not set or invalid. */
    public <T> Optional<T> value(ConfigKey<T> key, String... names) {
        return sourced(key, names).map(Sourced::value);
    }

    /** The value of a key with its source; empty if it is not set or invalid. */
    public <T> Optional<Sourced<T>> sourced(ConfigKey<T> key, String... names) {
        String property = key.of(names);
        return text(property).flatMap(text -> parse(key.syntax(), text, property));
    }

    /** The value of a text; empty if it is invalid. */
    public <T> Optional<Sourced<T>> parse(ValueSyntax<T> syntax, RawValue written, String where) {
        try {
            return Optional.of(new Sourced<>(syntax.parse(written.text()), written, where));
        } catch (BadValueException e) {
            problems.add(where, written, e.getMessage());
            return Optional.empty();
        }
    }

    /** The text of a property without surrounding white space; empty for none. */
    public Optional<RawValue> text(String property) {
        try {
            // Asked once: some sources of servers ask a grid or a directory for each key.
            ConfigValue found = config.getConfigValue(property);
            if (found.getValue() == null && found.getRawValue() != null) {
                problems.add(property, found.getRawValue(), NO_VALUE);
            }
            return Optional.ofNullable(found.getValue())
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .map(text -> RawValue.configured(property, text, found.getRawValue()));
        } catch (NoSuchElementException | IllegalArgumentException e) {
            // The exception's message may quote the value of an inner expression.
            problems.add(property, NO_VALUE);
            return Optional.empty();
        }
    }

    /** Adds a problem with a property, whatever its value. */
    public void addProblem(String property, String fix) {
        text(property)
                .ifPresentOrElse(
                        written -> problems.add(property, written.shown(), fix),
                        () -> problems.add(property, fix));
    }
}
