package io.github.throttled.policy;

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

    static ResponseSettings read(ConfigReader reader) {
        return new ResponseSettings(
                reader.valueOrDefault(ConfigKeys.HEADERS),
                partitionKeySecret(reader),
                reader.valueOrDefault(ConfigKeys.CORS_EXPOSE),
                reader.valueOrDefault(ConfigKeys.BODY),
                reader.valueOrDefault(ConfigKeys.LANGUAGES),
                reader.valueOrDefault(ConfigKeys.LIMITS_RESOURCE),
                reader.valueOrDefault(ConfigKeys.LIMITS_RESOURCE_LIMIT));
    }

    /** What is wrong with it is said without showing it. */
    private static Optional<Secret> partitionKeySecret(ConfigReader reader) {
        Optional<Secret> secret = reader.value(ConfigKeys.PARTITION_KEY_SECRET);
        if (secret.isPresent() && secret.get().isGuessable()) {
            reader.problems()
                    .add(
                            ConfigKeys.PARTITION_KEY_SECRET.of(),
                            "it can be guessed; write at least "
                                    + Secret.MIN_LENGTH
                                    + " random characters");
            return Optional.empty();
        }
        return secret;
    }
}
