package io.github.throttled.internal.observability.metrics;

/**
 * A metric with the same name in every metrics system.
 *
 * @param unit in UCUM, with counted items in braces
 */
record Instrument(String name, String unit, String description) {

    static final Instrument DECISIONS =
            new Instrument("throttled.decisions", "{decision}", "Decisions on calls, by outcome.");

    static final Instrument STORE_ERRORS =
            new Instrument(
                    "throttled.store.errors",
                    "{error}",
                    "Accesses to the store that failed or timed out.");

    static final Instrument BREAKER_SILENT =
            new Instrument(
                    "throttled.breaker.silent",
                    "{part}",
                    "Parts of the store that do not answer and are not used.");

    static final Instrument MEMBERS =
            new Instrument(
                    "throttled.members",
                    "{node}",
                    "Nodes that share the counters, as seen by this node.");

    static final Instrument MEMBERS_SILENT =
            new Instrument(
                    "throttled.members.silent",
                    "{member}",
                    "Members of the grid that do not answer this node.");

    static final Instrument WAITING =
            new Instrument("throttled.waiting", "{call}", "Delayed calls that wait on this node.");

    static final Instrument LEASED =
            new Instrument(
                    "throttled.leased", "{permit}", "Unused permits that this node has leased.");

    static final Instrument KEYS =
            new Instrument(
                    "throttled.keys",
                    "{key}",
                    "Counters that this node stores, without backups of other nodes.");

    /**
     * Returns the state of the circuit breaker, which metrics systems represent differently.
     *
     * @param values describes the representation
     */
    static Instrument breakerState(String values) {
        return new Instrument(
                "throttled.breaker.state",
                "1",
                "State of the circuit breaker of the store: " + values);
    }

    /**
     * Returns the duration of decisions, for which metrics systems have different units.
     *
     * @param name with the usual suffix of the metrics system
     */
    static Instrument decisionTime(String name, String unit) {
        return new Instrument(name, unit, "Duration of decisions, for one in sixteen.");
    }
}
