package io.github.throttled.internal.console;

import static io.github.throttled.internal.console.JsonParts.array;
import static io.github.throttled.internal.console.JsonParts.object;

import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.control.ControlCenter;
import io.github.throttled.internal.control.ListedNode;
import io.github.throttled.internal.control.NodeState;
import io.github.throttled.internal.observability.usage.ClusterCounts;
import io.github.throttled.internal.observability.usage.TimeSteps;

import jakarta.json.JsonObjectBuilder;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** The JSON document with the recent decisions of policies, by time step and node. */
final class SeriesDocument {

    private final ControlCenter console;

    SeriesDocument(ControlCenter console) {
        this.console = console;
    }

    JsonObjectBuilder of(Collection<Policy> policies) {
        long last = console.usage().lastStep();
        ClusterCounts counts = console.usage().counts();
        Map<String, String> names =
                console.nodes().all().stream()
                        .map(ListedNode::state)
                        .collect(
                                Collectors.toMap(
                                        NodeState::id, NodeState::name, (one, other) -> one));
        JsonObjectBuilder series = object();
        for (Policy policy : policies) {
            JsonObjectBuilder nodes = object();
            counts.steps(policy.name())
                    .forEach(
                            (node, steps) ->
                                    nodes.add(names.getOrDefault(node, node), node(steps, last)));
            series.add(policy.name(), object().add("nodes", nodes));
        }
        return object().add("step", TimeSteps.SECONDS)
                .add("end", (last + 1) * TimeSteps.MILLIS)
                .add("othersCounted", JsonParts.orNull(counts.othersMillis()))
                .add("policies", series);
    }

    private static JsonObjectBuilder node(TimeSteps steps, long last) {
        return object().add("admitted", array(steps.admitted(last)))
                .add("rejected", array(steps.rejected(last)))
                .add("dryRun", array(steps.dryRun(last)));
    }
}
