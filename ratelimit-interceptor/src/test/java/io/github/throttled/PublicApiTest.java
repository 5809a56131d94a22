package io.github.throttled;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What applications compile against changes only when somebody means it. */
class PublicApiTest {

    private static final Path LIST = Path.of("src/test/resources/public-api.txt");

    @Test
    void the_public_api_is_the_one_that_is_listed() throws IOException {
        String found = PublicApi.describe();
        if ("write".equals(System.getProperty("api"))) {
            Files.writeString(LIST, found);
        }

        assertThat(found)
                .as(
                        "The public API differs from %s.%n"
                                + "If the change is meant: renew the list with%n"
                                + "  mvn -pl ratelimit-interceptor test -Dtest=PublicApiTest"
                                + " -Dapi=write%n"
                                + "and say it in CHANGELOG.md. What is removed or changed needs a"
                                + " new version, see ratelimit-interceptor/docs/versioning.md.",
                        LIST)
                .isEqualTo(Files.readString(LIST));
    }

    @Test
    void no_type_of_the_api_shows_a_type_of_ours_that_is_none() {
        List<String> ours =
                Stream.of(PublicApi.describe().split("[^A-Za-z0-9_.$]+"))
                        .filter(name -> name.startsWith("io.github.throttled."))
                        .toList();

        assertThat(ours)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(PublicApi.PACKAGES).contains(packageOf(name)));
    }

    /** A name ends with types and members; packages are in lower case. */
    private static String packageOf(String name) {
        return Arrays.stream(name.split("\\."))
                .takeWhile(part -> Character.isLowerCase(part.charAt(0)))
                .reduce((front, part) -> front + "." + part)
                .orElse("");
    }
}
