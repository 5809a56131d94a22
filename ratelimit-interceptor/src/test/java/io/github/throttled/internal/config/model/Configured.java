package io.github.throttled.internal.config.model;

import io.github.throttled.internal.config.catalog.BeanNames;
import io.github.throttled.internal.config.catalog.PolicyCatalog;
import io.github.throttled.internal.config.reader.Problems;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import org.eclipse.microprofile.config.Config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a deployment finds in a configuration and in annotated classes.
 *
 * @param catalog what was read
 * @param problems what was wrong
 */
public record Configured(PolicyCatalog catalog, Problems problems) {

    /**
     * The beans that a configuration can name: {@code tenant}, {@code size} and {@code rendering}.
     */
    private static final BeanNames BEANS =
            new BeanNames(Set.of("tenant"), Set.of("size", "rendering"));

    /**
     * Reads properties.
     *
     * @param properties lines of a properties file
     */
    public static Configured by(String... properties) {
        return by(Map.of(), properties);
    }

    /** Reads properties that may name these beans. */
    public static Configured by(BeanNames beans, Map<String, String> properties) {
        Problems problems = new Problems();
        return new Configured(
                PolicyCatalog.read(config(Map.of(), properties), beans, problems), problems);
    }

    /** Reads environment variables and properties, which the variables override. */
    public static Configured by(Map<String, String> environment, String... properties) {
        Problems problems = new Problems();
        return new Configured(
                PolicyCatalog.read(config(environment, values(properties)), BEANS, problems),
                problems);
    }

    /** What a deployment would find if it had these classes, in this order. */
    public Configured with(Class<?>... types) {
        for (Class<?> type : types) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> !method.isSynthetic())
                    .flatMap(method -> ThrottledElement.of(type, method).stream())
                    .forEach(element -> catalog.charges(element, problems));
        }
        return this;
    }

    /** What a call of the only method of this name pays. */
    List<Charge> charges(Class<?> type, String method) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .flatMap(candidate -> ThrottledElement.of(type, candidate).stream())
                .flatMap(element -> catalog.charges(element, problems).stream())
                .toList();
    }

    /** The policy that a call of the only method of this name pays to. */
    Policy policyOf(Class<?> type, String method) {
        return charges(type, method).get(0).policy();
    }

    public Policy policy(String name) {
        return catalog.find(name).orElseThrow(() -> new AssertionError(complaints()));
    }

    /** What is wrong, one problem per line; empty if nothing is. */
    public String complaints() {
        catalog.checkComplete(problems);
        return problems.isEmpty()
                ? ""
                : problems.message().lines().skip(1).collect(Collectors.joining("\n"));
    }

    private static Map<String, String> values(String... properties) {
        return Arrays.stream(properties)
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    }

    private static Config config(Map<String, String> environment, Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(
                        new PropertiesConfigSource(values, "test", 100),
                        new EnvConfigSource(environment, 300))
                .build();
    }
}
