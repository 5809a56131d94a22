package io.github.throttled.internal.config.reader;

import io.github.throttled.internal.config.syntax.BadValueException;
import io.github.throttled.internal.config.syntax.ValueSyntax;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Reads values, and turns everything that is wrong with one into a problem.
 *
 * @param config where values are
 * @param problems where problems go
 */
public record ConfigReader(Config config, Problems problems) {

    private static final String LOST =
            "its expression has no value; set what it refers to, or write a default as in"
                    + " ${name:default}";

    /** The value of a key, or its default if it is not set or wrong. */
    public <T> T valueOrDefault(ConfigKey<T> key, String... names) {
        return value(key, names).orElseGet(key::defaultValue);
    }

    /** The value of a key; empty if it is not set or wrong. */
    public <T> Optional<T> value(ConfigKey<T> key, String... names) {
        return said(key, names).map(Sourced::value);
    }

    /** What is said under a key with these names in it; empty if nothing is, or if it is wrong. */
    public <T> Optional<Sourced<T>> said(ConfigKey<T> key, String... names) {
        String property = key.of(names);
        return text(property).flatMap(text -> parse(key.syntax(), text, property));
    }

    /** What a text says; empty if it is wrong. */
    public <T> Optional<Sourced<T>> parse(ValueSyntax<T> syntax, RawValue written, String where) {
        try {
            return Optional.of(new Sourced<>(syntax.parse(written.text()), written, where));
        } catch (BadValueException e) {
            problems.add(where, written, e.getMessage());
            return Optional.empty();
        }
    }

    /** The text of a property without white space around it; empty if there is none. */
    public Optional<RawValue> text(String property) {
        try {
            Optional<String> text =
                    config.getOptionalValue(property, String.class)
                            .map(String::strip)
                            .filter(t -> !t.isEmpty());
            if (text.isEmpty()) {
                checkNotLost(property);
            }
            return text.map(found -> RawValue.configured(property, found, raw(property)));
        } catch (NoSuchElementException | IllegalArgumentException e) {
            // Its message may quote what an inner expression stands for.
            problems.add(property, LOST);
            return Optional.empty();
        }
    }

    /** Adds a problem with a property, whatever its value. */
    public void isWrong(String property, String fix) {
        text(property)
                .ifPresentOrElse(
                        written -> problems.add(property, written.shown(), fix),
                        () -> problems.add(property, fix));
    }

    /** A value with an expression that has no value is empty too, but not meant to be. */
    private void checkNotLost(String property) {
        ConfigValue found = config.getConfigValue(property);
        if (found.getValue() == null && found.getRawValue() != null) {
            problems.add(property, found.getRawValue(), LOST);
        }
    }

    private String raw(String property) {
        return config.getConfigValue(property).getRawValue();
    }
}
