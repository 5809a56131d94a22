package io.github.throttled.operate.console;

import static io.github.throttled.operate.console.Documents.array;
import static io.github.throttled.operate.console.Documents.object;

import io.github.throttled.operate.control.Console;
import io.github.throttled.operate.control.ListedNode;
import io.github.throttled.operate.control.NodeState;
import io.github.throttled.operate.usage.ClusterCounts;
import io.github.throttled.operate.usage.Steps;
import io.github.throttled.policy.Policy;

import jakarta.json.JsonObjectBuilder;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** What policies have decided in the last minutes, step by step and node by node. */
final class SeriesDocument {

    private final Console console;

    SeriesDocument(Console console) {
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
        return object().add("step", Steps.SECONDS)
                .add("end", (last + 1) * Steps.MILLIS)
                .add("othersCounted", Documents.orNull(counts.othersMillis()))
                .add("policies", series);
    }

    private static JsonObjectBuilder node(Steps steps, long last) {
        return object().add("passed", array(steps.passed(last)))
                .add("refused", array(steps.refused(last)))
                .add("watched", array(steps.watched(last)));
    }
}
