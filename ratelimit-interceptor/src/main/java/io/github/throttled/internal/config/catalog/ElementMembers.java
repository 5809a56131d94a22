package io.github.throttled.internal.config.catalog;

import io.github.throttled.Throttled;
import io.github.throttled.internal.config.model.Cost;
import io.github.throttled.internal.config.model.ThrottledElement;
import io.github.throttled.internal.config.reader.Sourced;

import java.util.List;
import java.util.Optional;

/**
 * What {@link Throttled @Throttled} says at one site after the configuration has overridden it.
 *
 * @param site the place that the terms are for: a class, or the one method of it that has terms of
 *     its own
 * @param policies names of policies; empty if none is named
 * @param terms what defines a policy here; without a limit, nothing is defined here
 * @param costOverride what a call costs, by the configuration
 * @param costAnnotated what a call costs, by the annotation
 */
record ElementMembers(
        ThrottledElement site,
        Optional<Sourced<List<String>>> policies,
        PolicyAttributes terms,
        Optional<Sourced<Cost>> costOverride,
        Optional<Sourced<Cost>> costAnnotated) {}
