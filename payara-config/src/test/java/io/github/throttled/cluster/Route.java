package io.github.throttled.cluster;

import java.util.List;
import java.util.stream.Stream;

/**
 * A single book, which only a route limits: as many policies as there are books can be tried.
 *
 * @param book its number in the catalogue
 * @param policy the name of the policy, which is the route's as well
 */
record Route(int book, String policy) {

    String path() {
        return "/api/books/" + book;
    }

    /** What the keys of the policy begin with. */
    String prefix() {
        return "throttled.policy." + policy + '.';
    }

    /** Lays the policy on the path, and lifts the one that the method is annotated with. */
    List<String> properties() {
        String route = "throttled.route." + policy;
        return List.of(
                route + ".path=/books/" + book,
                route + ".policy=" + policy,
                "throttled.policy.one-book.mode=off");
    }

    /**
     * System properties that do so.
     *
     * @param members what they say of the policy: {@code limit=5/minute}
     */
    List<String> systemProperties(String... members) {
        return Stream.concat(
                        properties().stream(), Stream.of(members).map(member -> prefix() + member))
                .map(property -> "-D" + property)
                .toList();
    }
}
