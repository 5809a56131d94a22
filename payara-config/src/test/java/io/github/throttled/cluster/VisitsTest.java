package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

class VisitsTest {

    private static final int KNOWN = 750;

    /** So that each known key comes twice. */
    private static final long REQUESTS = 2L * KNOWN * 4 / 3 * Visits.REQUESTS;

    private final Visits visits = new Visits("test", KNOWN, REQUESTS);

    @Test
    void each_visit_sends_one_request_more_than_its_quota() {
        Map<String, Long> requests = requestsByKey(REQUESTS);

        assertThat(requests)
                .allSatisfy(
                        (key, count) ->
                                assertThat(count)
                                        .as(key)
                                        .isEqualTo(
                                                (SoakBook.QUOTA + 1)
                                                        * (key.contains("new") ? 1 : 2)));
    }

    @Test
    void known_keys_come_again_and_new_ones_do_not() {
        Set<String> keys = requestsByKey(REQUESTS).keySet();

        assertThat(keys).filteredOn(key -> !key.contains("new")).hasSize(KNOWN);
        assertThat(keys).filteredOn(key -> key.contains("new")).hasSize(visits.newcomers());
    }

    private Map<String, Long> requestsByKey(long requests) {
        return LongStream.range(0, requests)
                .mapToObj(visits::key)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Test
    void what_each_visit_is_admitted_is_counted() {
        for (long number = 0; number < REQUESTS; number++) {
            visits.answered(number, visits.key(number).equals("test-7") ? 429 : 200);
        }

        assertThat(visits.most()).isEqualTo(Visits.REQUESTS);
        assertThat(visits.under()).isEqualTo(2);
    }

    @Test
    void a_request_has_its_key_in_a_field() {
        assertThat(visits.request(new SoakBook(KNOWN), 5))
                .satisfies(
                        request -> {
                            assertThat(request.path()).isEqualTo("/api/books/18");
                            assertThat(request.fields())
                                    .isEqualTo(Counter.HEADER + ": " + visits.key(5) + "\r\n");
                        });
    }
}
