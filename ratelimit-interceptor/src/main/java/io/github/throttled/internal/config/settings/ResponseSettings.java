package io.github.throttled.internal.config.settings;

import io.github.throttled.internal.config.model.Limit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What clients are told.
 *
 * @param headers the fields on responses; empty for none
 * @param partitionKeySecret what keys are hashed with before clients see them; empty if they see
 *     nothing of them
 * @param corsExpose whether scripts from other origins may read the fields
 * @param body the JSON of a rejection
 * @param languages in which there are texts; at least one, which is for those who understand none
 * @param limitsResource whether callers may ask for their limits
 * @param limitsLimit how often one user or address may
 */
public record ResponseSettings(
        Set<HeaderStyle> headers,
        Optional<Secret> partitionKeySecret,
        boolean corsExpose,
        BodyStyle body,
        List<Locale> languages,
        boolean limitsResource,
        List<Limit> limitsLimit) {

    /** Makes the collections immutable. */
    public ResponseSettings {
        headers = Set.copyOf(headers);
        languages = List.copyOf(languages);
        limitsLimit = List.copyOf(limitsLimit);
    }
}
