package io.github.throttled.policy;

import io.github.throttled.Throttled;

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
record SiteMembers(
        ThrottledSite site,
        Optional<Said<List<String>>> policies,
        Terms terms,
        Optional<Said<Cost>> costOverride,
        Optional<Said<Cost>> costAnnotated) {}
