package io.github.throttled.internal.config.catalog;

import io.github.throttled.Throttled;
import io.github.throttled.internal.config.model.Cost;
import io.github.throttled.internal.config.model.ThrottledElement;
import io.github.throttled.internal.config.reader.Sourced;

import java.util.List;
import java.util.Optional;

/**
 * The members of {@link Throttled @Throttled} at one element, after the overrides of the
 * configuration.
 *
 * @param element the class, or the one method of it that has attributes of its own
 * @param policies names of policies; empty if none is named
 * @param attributes define a policy here; without a limit, they define none
 * @param costOverride the cost by the configuration
 * @param costAnnotated the cost by the annotation
 */
record ElementMembers(
        ThrottledElement element,
        Optional<Sourced<List<String>>> policies,
        PolicyAttributes attributes,
        Optional<Sourced<Cost>> costOverride,
        Optional<Sourced<Cost>> costAnnotated) {}
