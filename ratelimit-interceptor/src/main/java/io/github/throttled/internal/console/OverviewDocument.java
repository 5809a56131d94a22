package io.github.throttled.internal.console;

import static io.github.throttled.internal.console.JsonParts.object;
import static io.github.throttled.internal.console.JsonParts.orNull;
import static io.github.throttled.internal.console.JsonParts.toArray;

import io.github.throttled.internal.config.catalog.LiveKeys;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.syntax.KebabCase;
import io.github.throttled.internal.control.ControlCenter;
import io.github.throttled.internal.control.LimitControl;
import io.github.throttled.internal.control.ListedNode;
import io.github.throttled.internal.control.NodeState;
import io.github.throttled.internal.engine.failover.SilentMember;
import io.github.throttled.internal.engine.failover.StoreState;
import io.github.throttled.internal.observability.usage.ClusterCounts;
import io.github.throttled.internal.observability.usage.NodeGauges;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The JSON document with the store, the nodes, and each policy with its decisions. */
final class OverviewDocument {

    private final ControlCenter console;
    private final LimitControl control;

    OverviewDocument(ControlCenter console) {
        this.console = console;
        this.control = console.control();
    }

    JsonObjectBuilder of(String user) {
        // Read first: the later accesses may wait for the store and detect a silent member.
        List<ListedNode> nodes = console.nodes().all();
        ClusterCounts counts = console.usage().counts();
        StoreState store = control.storeState();
        return object().add("application", control.application())
                .add("user", user)
                .add("now", control.nowMillis())
                .add("store", store(store))
                .add("nodes", nodes.stream().map(node -> node(node, store)).collect(toArray()))
                .add("othersCounted", orNull(counts.othersMillis()))
                .add("policies", policies(counts));
    }

    private JsonObjectBuilder store(StoreState state) {
        return object().add("description", control.storeDescription())
                .add("state", NodeState.Health.of(state).label())
                .add("detail", state.detail())
                .add("members", control.members())
                .add(
                        "silentMembers",
                        state.silentByName().stream()
                                .map(member -> member(member, state))
                                .collect(toArray()));
    }

    private JsonObjectBuilder member(SilentMember member, StoreState state) {
        return object().add("id", member.id())
                .add("name", member.name())
                .add("address", member.address())
                .add("since", sinceMillis(member))
                .add("share", state.percent(member.parts()));
    }

    private JsonObjectBuilder node(ListedNode listed, StoreState store) {
        NodeState node = listed.state();
        Optional<SilentMember> silence = listed.silence();
        return object().add("id", node.id())
                .add("name", node.name())
                .add("local", node.id().equals(console.nodes().id()))
                .add("member", orNull(node.member()))
                .add("hasApplication", listed.hasApplication())
                .add("seen", node.seenMillis())
                .add("state", node.store().label())
                .add("silentSince", orNull(silence.stream().mapToLong(this::sinceMillis).findAny()))
                .add(
                        "silentShare",
                        orNull(
                                silence.stream()
                                        .mapToLong(member -> store.percent(member.parts()))
                                        .findAny()))
                .add("policies", node.policies())
                .add("version", node.version());
    }

    /** Converts to cluster time, like all other times of the document. */
    private long sinceMillis(SilentMember member) {
        return control.nowMillis() - Duration.between(member.since(), Instant.now()).toMillis();
    }

    private JsonArrayBuilder policies(ClusterCounts counts) {
        LiveKeys keys = control.liveKeys();
        Collection<String> overridden = console.overrides().inForce().keySet();
        return control.policies().stream()
                .map(policy -> policy(policy, counts, keys, overridden))
                .collect(toArray());
    }

    private static JsonObjectBuilder policy(
            Policy policy, ClusterCounts counts, LiveKeys keys, Collection<String> overridden) {
        JsonObjectBuilder tiers = object();
        JsonObjectBuilder tierKeys = object();
        policy.tiers()
                .forEach(
                        (tier, limits) -> {
                            tiers.add(tier, text(limits));
                            tierKeys.add(tier, keys.limitKey(policy, tier));
                        });
        JsonObjectBuilder totals = object();
        counts.totals(policy.name())
                .forEach((outcome, calls) -> totals.add(outcome.label(), calls));
        JsonArrayBuilder own = JsonParts.array();
        overridden.stream().filter(key -> keys.isOf(key, policy)).sorted().forEach(own::add);
        long burst = policy.counting().burst();
        NodeGauges gauges = counts.gauges(policy.name());
        return object().add("name", policy.name())
                .add("mode", KebabCase.of(policy.scope().mode()))
                .add("strategy", policy.counting().strategy().configName())
                .add("key", policy.key().text())
                .add("limit", text(policy.limits()))
                .add("tiers", tiers)
                .add("burst", burst == 0 ? JsonValue.NULL : Json.createValue(burst))
                .add("limitKey", keys.limitKey(policy))
                .add("modeKey", orNull(keys.modeKey(policy).orElse(null)))
                .add("tierKeys", tierKeys)
                .add("overridden", own)
                .add("totals", totals)
                .add("leased", gauges.leased())
                .add("keys", gauges.keys());
    }

    private static String text(List<Limit> limits) {
        return limits.stream().map(Limit::text).collect(Collectors.joining(", "));
    }
}
