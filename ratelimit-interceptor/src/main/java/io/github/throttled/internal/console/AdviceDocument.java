package io.github.throttled.internal.console;

import static io.github.throttled.internal.console.JsonParts.array;
import static io.github.throttled.internal.console.JsonParts.object;
import static io.github.throttled.internal.console.JsonParts.toArray;

import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.observability.usage.CallerFrequencies;
import io.github.throttled.internal.observability.usage.ClusterUsage;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import java.util.List;
import java.util.stream.Stream;

/**
 * The JSON document with call frequencies and the quotas that would reject given shares of the
 * callers.
 */
final class AdviceDocument {

    private static final List<Double> PERCENTILES = List.of(50.0, 90.0, 95.0, 99.0, 99.9, 100.0);
    private static final List<Double> REJECTED = List.of(10.0, 5.0, 1.0, 0.1);

    private final ClusterUsage usage;

    AdviceDocument(ClusterUsage usage) {
        this.usage = usage;
    }

    /** Returns the document for all limits that have a window; those of tiers follow. */
    JsonObjectBuilder of(Policy policy) {
        return object().add("policy", policy.name())
                .add("limits", policy.inAllTiers().flatMap(this::limits).collect(toArray()));
    }

    private Stream<JsonObjectBuilder> limits(Policy policy) {
        return policy.limits().stream()
                .filter(limit -> !limit.window().isZero())
                .map(limit -> limit(policy, limit));
    }

    private JsonObjectBuilder limit(Policy policy, Limit limit) {
        CallerFrequencies callers = usage.callers(policy, limit.window().toMillis());
        return object().add("tier", policy.tier())
                .add("limit", limit.text())
                .add("window", JsonParts.seconds(limit.window()))
                .add("quota", limit.quota())
                .add("from", callers.fromMillis())
                .add("to", callers.toMillis())
                .add("callers", callers.callers())
                .add("sampled", callers.calls().size())
                .add("exact", callers.isExact())
                .add("percentiles", percentiles(callers))
                .add("rejecting", rejecting(callers))
                .add("now", object().add("percent", callers.percentAbove(limit.quota())));
    }

    private static JsonArrayBuilder percentiles(CallerFrequencies callers) {
        JsonArrayBuilder all = array();
        if (!callers.calls().isEmpty()) {
            PERCENTILES.forEach(
                    p -> all.add(object().add("p", p).add("calls", callers.percentile(p))));
        }
        return all;
    }

    private static JsonArrayBuilder rejecting(CallerFrequencies callers) {
        JsonArrayBuilder all = array();
        if (!callers.calls().isEmpty()) {
            REJECTED.forEach(
                    p ->
                            all.add(
                                    object().add("percent", p)
                                            .add("quota", callers.quotaRejecting(p))));
        }
        return all;
    }
}
