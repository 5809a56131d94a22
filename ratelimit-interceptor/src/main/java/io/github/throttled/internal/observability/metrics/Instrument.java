package io.github.throttled.internal.observability.metrics;

/**
 * What is published under the same name in every system of metrics.
 *
 * @param unit as UCUM has it, with what is counted in braces
 */
record Instrument(String name, String unit, String description) {

    static final Instrument DECISIONS =
            new Instrument("throttled.decisions", "{decision}", "What became of calls.");

    static final Instrument STORE_ERRORS =
            new Instrument(
                    "throttled.store.errors",
                    "{error}",
                    "Calls that got no answer from the store in time, or an error.");

    static final Instrument BREAKER_SILENT =
            new Instrument(
                    "throttled.breaker.silent",
                    "{part}",
                    "Parts of the store that do not answer and are not asked.");

    static final Instrument MEMBERS =
            new Instrument(
                    "throttled.members",
                    "{node}",
                    "Nodes that share the counters, as this one sees it.");

    static final Instrument MEMBERS_SILENT =
            new Instrument(
                    "throttled.members.silent",
                    "{member}",
                    "Members of the grid that this node finds silent.");

    static final Instrument WAITING =
            new Instrument(
                    "throttled.waiting", "{call}", "Calls that wait for their turn on this node.");

    static final Instrument LEASED =
            new Instrument(
                    "throttled.leased",
                    "{permit}",
                    "Permits that this node has on lease and has not used.");

    static final Instrument KEYS =
            new Instrument(
                    "throttled.keys",
                    "{key}",
                    "Counters that this node keeps, without backups of others'.");

    /**
     * Whether the store is asked, which systems of metrics say in different ways.
     *
     * @param values how it is said here
     */
    static Instrument breakerState(String values) {
        return new Instrument(
                "throttled.breaker.state", "1", "Whether the store is asked: " + values);
    }

    /**
     * How long decisions took, for which systems of metrics have units of their own.
     *
     * @param name ends as is usual there
     */
    static Instrument decisionTime(String name, String unit) {
        return new Instrument(name, unit, "How long decisions took, of one in sixteen.");
    }
}
