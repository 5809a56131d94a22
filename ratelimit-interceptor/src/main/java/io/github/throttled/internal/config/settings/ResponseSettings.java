package io.github.throttled.internal.config.settings;

import io.github.throttled.internal.config.model.Limit;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of responses to clients.
 *
 * @param headers the fields on responses; empty for none
 * @param jitter how much later, at random and at most, rejected clients are told to return; zero if
 *     all are told the exact time
 * @param partitionKeySecret the secret for hashing keys in responses; empty if responses contain no
 *     keys
 * @param corsExpose whether scripts from other origins may read the fields
 * @param body the JSON of a rejection
 * @param languages the languages of texts; at least one, and the first is the default
 * @param loginPage where callers log in: a path that begins with {@code /}, relative to the web
 *     application, or an absolute URL; empty if pages have no such link
 * @param limitsResource whether callers may query their limits
 * @param limitsLimit how often one user or address may query them
 */
public record ResponseSettings(
        Set<HeaderStyle> headers,
        Duration jitter,
        Optional<Secret> partitionKeySecret,
        boolean corsExpose,
        BodyStyle body,
        List<Locale> languages,
        Optional<String> loginPage,
        boolean limitsResource,
        List<Limit> limitsLimit) {

    /** Makes the collections immutable. */
    public ResponseSettings {
        headers = Set.copyOf(headers);
        languages = List.copyOf(languages);
        limitsLimit = List.copyOf(limitsLimit);
    }
}
