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
 * The REST operations of this application and their policies. Thread-safe.
 *
 * <p>The server describes the API outside the application, where CDI is unavailable. Therefore this
 * object is held by a static field.
 */
public final class Operations {

    /** One per application, because each loads this class from its own {@code WEB-INF/lib}. */
    private static final Operations OF_APPLICATION = new Operations();

    private final List<Operation> operations = new CopyOnWriteArrayList<>();
    private volatile Supplier<Set<String>> bases = Set::of;
    private volatile BiFunction<String, String, List<Policy>> byPath = (method, path) -> List.of();
    private volatile Function<List<Policy>, RejectionDescription> rejections =
            policies -> RejectionDescription.UNKNOWN;

    private record Operation(String method, String path, Supplier<List<Policy>> policies) {}

    Operations() {}

    /** Returns the operations of the application that this class belongs to. */
    public static Operations ofApplication() {
        return OF_APPLICATION;
    }

    /**
     * Sets the base paths of operations.
     *
     * @param paths returns them, relative to the web application
     */
    public void setBases(Supplier<Set<String>> paths) {
        bases = paths;
    }

    /**
     * Adds the policies of an operation.
     *
     * @param method the HTTP method
     * @param path a template of JAX-RS, relative to the base path
     * @param policies returns the policies
     */
    public void add(String method, String path, Supplier<List<Policy>> policies) {
        operations.add(new Operation(method, DocumentPath.of(path), policies));
    }

    /**
     * Sets the policies that depend on method and path.
     *
     * @param policies returns the policies of a method and a path; the path is relative to the base
     *     path
     */
    public void setByPath(BiFunction<String, String, List<Policy>> policies) {
        byPath = policies;
    }

    /** Sets the description of rejections by given policies. */
    public void setRejections(Function<List<Policy>, RejectionDescription> description) {
        rejections = description;
    }

    /**
     * Returns all policies of an operation, without duplicates.
     *
     * @param method the HTTP method, in any case
     * @param path as a document writes it
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

    /** Returns the description of rejections by these policies. */
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
