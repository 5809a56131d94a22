package io.github.throttled.internal.openapi;

import io.github.throttled.internal.config.model.Policy;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The REST operations of this application, and what they have to pass. Whoever describes the API
 * runs outside the application, where CDI does not help; that is why this can be found from a
 * class. Thread-safe.
 */
public final class Operations {

    /** One for each application: each has this class from its own {@code WEB-INF/lib}. */
    private static final Operations OF_APPLICATION = new Operations();

    private final List<Operation> operations = new CopyOnWriteArrayList<>();
    private volatile Supplier<Set<String>> bases = Set::of;
    private volatile BiFunction<String, String, List<Policy>> byPath = (method, path) -> List.of();
    private volatile Function<List<Policy>, RejectionDescription> rejections =
            policies -> RejectionDescription.UNKNOWN;

    private record Operation(String method, String path, Supplier<List<Policy>> policies) {}

    Operations() {}

    /** Those of the application that this class is part of. */
    public static Operations ofApplication() {
        return OF_APPLICATION;
    }

    /**
     * Says below which paths there are operations.
     *
     * @param paths gets them, relative to that of the web application
     */
    public void setBases(Supplier<Set<String>> paths) {
        bases = paths;
    }

    /**
     * Says what an operation has to pass.
     *
     * @param method of HTTP
     * @param path a template of JAX-RS, relative to the base
     */
    public void add(String method, String path, Supplier<List<Policy>> policies) {
        operations.add(new Operation(method, DocumentPath.of(path), policies));
    }

    /**
     * Says what operations have to pass because of their method and path.
     *
     * @param policies gets them, the path relative to the base
     */
    public void setByPath(BiFunction<String, String, List<Policy>> policies) {
        byPath = policies;
    }

    /** Says what clients get whom these policies reject. */
    public void setRejections(Function<List<Policy>, RejectionDescription> told) {
        rejections = told;
    }

    /**
     * All that an operation has to pass, each policy once.
     *
     * @param method of HTTP, in any case
     * @param path as a document names it
     */
    List<Policy> policies(String method, String path) {
        String verb = method.toUpperCase(Locale.ROOT);
        String below = belowBase(DocumentPath.of(path));
        Set<Policy> policies = new LinkedHashSet<>(byPath.apply(verb, below));
        operations.stream()
                .filter(known -> known.method().equals(verb) && known.path().equals(below))
                .forEach(known -> policies.addAll(known.policies().get()));
        return List.copyOf(policies);
    }

    /** What clients get whom these policies reject. */
    RejectionDescription rejections(List<Policy> policies) {
        return rejections.apply(policies);
    }

    private String belowBase(String path) {
        return bases.get().stream()
                .map(DocumentPath::of)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(base -> DocumentPath.below(base, path))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(path);
    }
}
