package io.github.throttled.internal.console;

import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.syntax.BanLength;
import io.github.throttled.internal.control.ControlCenter;
import io.github.throttled.internal.control.LimitOverride;

import jakarta.json.JsonObjectBuilder;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The operations of the console API, by path and method. The page uses only these operations, so
 * programs can do everything that the page does.
 */
final class ConsoleApi {

    private final List<Route> routes =
            List.of(
                    new Route("GET", "/overview", this::overview),
                    new Route("GET", "/series", this::series),
                    new Route("GET", "/keys", this::keys),
                    new Route("GET", "/key", this::key),
                    new Route("POST", "/key/reset", this::reset),
                    new Route("POST", "/key/ban", this::ban),
                    new Route("POST", "/key/unban", this::unban),
                    new Route("GET", "/config", this::config),
                    new Route("GET", "/overrides", this::overrides),
                    new Route("PUT", "/overrides", this::override),
                    new Route("DELETE", "/overrides", this::undo),
                    new Route("GET", "/audit", this::audit),
                    new Route("GET", "/advice", this::advice));

    private final ControlCenter console;

    /**
     * An operation.
     *
     * @param path below the path of the API
     * @param answer creates the document; null for none
     */
    private record Route(String method, String path, Handler answer) {}

    private interface Handler {
        JsonObjectBuilder to(ApiRequest request);
    }

    ConsoleApi(ControlCenter console) {
        this.console = console;
    }

    /**
     * Runs an operation.
     *
     * @param path below the path of the API
     * @return the document; empty if the operation has none
     * @throws ApiException if the operation fails
     */
    Optional<JsonObjectBuilder> answer(String method, String path, ApiRequest request) {
        Route route =
                routes.stream()
                        .filter(known -> known.path().equals(path))
                        .filter(known -> known.method().equals(method))
                        .findFirst()
                        .orElseThrow(() -> missing(path));
        try {
            return Optional.ofNullable(route.answer().to(request));
        } catch (IllegalArgumentException e) {
            throw ApiException.bad(e.getMessage());
        } catch (IllegalStateException e) {
            throw new ApiException(503, e.getMessage());
        }
    }

    /** Returns the methods of a path; empty if there is no such path. */
    Set<String> methods(String path) {
        return routes.stream()
                .filter(known -> known.path().equals(path))
                .map(Route::method)
                .collect(Collectors.toSet());
    }

    /** Returns all paths. */
    Set<String> paths() {
        return routes.stream().map(Route::path).collect(Collectors.toSet());
    }

    private ApiException missing(String path) {
        return methods(path).isEmpty()
                ? ApiException.notFound("There is nothing here.")
                : new ApiException(405, "This cannot be done here.");
    }

    private JsonObjectBuilder overview(ApiRequest request) {
        return new OverviewDocument(console).of(request.user());
    }

    private JsonObjectBuilder series(ApiRequest request) {
        Optional<String> policy = request.parameter("policy");
        Collection<Policy> policies =
                policy.isPresent() ? List.of(policy(policy.get())) : console.control().policies();
        return new SeriesDocument(console).of(policies);
    }

    private JsonObjectBuilder keys(ApiRequest request) {
        return new KeysDocument(console).busiest(policy(request.required("policy")));
    }

    private JsonObjectBuilder key(ApiRequest request) {
        KeyTarget target =
                KeyTarget.find(
                        console,
                        policy(request.required("policy")),
                        request.parameter("key"),
                        request.parameter("id"));
        return new KeysDocument(console).one(target);
    }

    private JsonObjectBuilder reset(ApiRequest request) {
        KeyTarget target = target(request);
        console.reset(target.policy(), target.key(), request.user());
        return null;
    }

    private JsonObjectBuilder ban(ApiRequest request) {
        KeyTarget target = target(request);
        long until =
                console.bans()
                        .ban(
                                target.policy(),
                                target.key(),
                                BanLength.parse(request.requiredMember("for")),
                                request.user());
        return JsonParts.object().add("bannedUntil", until);
    }

    private JsonObjectBuilder unban(ApiRequest request) {
        KeyTarget target = target(request);
        console.bans().unban(target.policy(), target.key(), request.user());
        return null;
    }

    private JsonObjectBuilder config(ApiRequest request) {
        return new ConfigDocument(console).effective();
    }

    private JsonObjectBuilder overrides(ApiRequest request) {
        return new ConfigDocument(console).overrides();
    }

    private JsonObjectBuilder override(ApiRequest request) {
        LimitOverride set =
                console.overrides()
                        .set(
                                request.requiredMember("key"),
                                request.requiredMember("value"),
                                request.user());
        return new ConfigDocument(console).override(set);
    }

    private JsonObjectBuilder undo(ApiRequest request) {
        console.overrides().undo(request.required("key"), request.user());
        return null;
    }

    private JsonObjectBuilder audit(ApiRequest request) {
        return AuditDocument.of(console.audit().entries());
    }

    private JsonObjectBuilder advice(ApiRequest request) {
        return new AdviceDocument(console.usage()).of(policy(request.required("policy")));
    }

    private KeyTarget target(ApiRequest request) {
        return KeyTarget.find(
                console,
                policy(request.requiredMember("policy")),
                request.member("key"),
                request.member("id"));
    }

    private Policy policy(String name) {
        return console.control().policies().stream()
                .filter(policy -> policy.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("There is no policy of this name."));
    }
}
