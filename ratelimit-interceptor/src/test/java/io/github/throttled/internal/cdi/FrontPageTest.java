package io.github.throttled.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.throttled.RateLimitExceededException;
import io.github.throttled.Readme;
import io.github.throttled.frontpage.BookResource;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.stream.Collectors;

/** The class that the README shows is limited as the README says. */
class FrontPageTest {

    @Test
    void the_eleventh_search_of_a_minute_is_rejected() {
        try (WeldApplication application = WeldApplication.deploy(config(), BookResource.class)) {
            BookResource books = application.bean(BookResource.class);

            for (int search = 1; search <= 10; search++) {
                assertThat(books.search("War")).containsExactly("War and Peace");
            }
            assertThatThrownBy(() -> books.search("War"))
                    .isInstanceOf(RateLimitExceededException.class);
            assertThat(books.list()).hasSize(2);
        }
    }

    /** A sliding window: a fixed one may end between two searches. */
    private static Map<String, String> config() {
        Map<String, String> shown =
                Readme.blocks("README.md", "properties")
                        .get(0)
                        .lines()
                        .map(line -> line.split("=", 2))
                        .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        shown.put("throttled.policy.search.strategy", "sliding-log");
        return shown;
    }
}
