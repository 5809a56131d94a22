package io.github.throttled.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.HostileTexts;
import io.github.throttled.LinearCost;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.LongRange;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Servers may send anything. */
class RateLimitResponseProperties {

    private static final List<String> FIELDS =
            List.of(
                    "RateLimit",
                    "RateLimit-Policy",
                    "X-RateLimit-Limit",
                    "X-RateLimit-Remaining",
                    "X-RateLimit-Reset",
                    "Retry-After",
                    "Date");

    @Property
    void whatever_a_server_says_a_request_waits_no_longer_than_it_can(
            @ForAll("responses") List<Map<String, String>> responses,
            @ForAll @LongRange(min = 0, max = 100_000) long maxWaitSeconds)
            throws Exception {
        SettableTime time = new SettableTime();
        Duration maxWait = Duration.ofSeconds(maxWaitSeconds);
        RequestPacer pacer = new RequestPacer(maxWait, new Origins(), time);
        Origin origin = new Origin("http", "hostile.example", 80);
        for (Map<String, String> response : responses) {
            pacer.update(origin, response.size() % 2 == 0 ? 429 : 200, response::get);
            Duration before = time.now();

            pacer.await(origin)
                    .ifPresent(
                            left ->
                                    assertThat(left)
                                            .isPositive()
                                            .isBetween(maxWait, RateLimitResponse.LONGEST));

            assertThat(time.now().minus(before)).isBetween(Duration.ZERO, maxWait);
        }
    }

    @Property
    void what_is_written_as_the_draft_says_is_read(
            @ForAll("names") String name,
            @ForAll @LongRange(min = 0, max = 999_999_999_999_999L) long remaining,
            @ForAll @LongRange(min = 0, max = 999_999_999_999_999L) long reset) {
        String quoted = '"' + name.replaceAll("[\"\\\\]", "\\\\$0") + '"';
        String field = quoted + ";r=" + remaining + ";t=" + reset;

        assertThat(StructuredList.parse(field + ", " + field))
                .hasSize(2)
                .containsOnly(
                        new StructuredList.Member(quoted, Map.of("r", remaining, "t", reset)));
    }

    @Property
    void one_stray_character_spoils_the_whole_list(
            @ForAll("names") String name, @ForAll("strays") String stray) {
        String field = "\"" + name.replaceAll("[\"\\\\]", "_") + "\";r=1;t=2";

        assertThat(StructuredList.parse(field)).hasSize(1);
        assertThat(StructuredList.parse(field + stray)).isEmpty();
        assertThat(StructuredList.parse(field + ", " + stray + field)).isEmpty();
    }

    @Property(tries = 500)
    void any_text_is_a_list_or_none(@ForAll("hostile") String text) {
        assertThat(StructuredList.parse(text)).isNotNull();
        assertThat(HttpDate.parse(text, SettableTime.START)).isNotNull();
        assertThat(WholeNumber.parse(text)).isNotNull();
    }

    @Example
    void what_a_list_costs_grows_with_its_length_only() {
        LinearCost.assertThatOf(
                StructuredList::parse,
                List.of(
                        "\"a\"", "\"", "\\", ";", "r=", "=1", ",", " ", "1", "a", ":", "(", ")",
                        "%\"", "%c3", "%a4"));
        LinearCost.assertThatOf(
                text -> HttpDate.parse(text, SettableTime.START),
                List.of("Wed, ", "1", " ", "GMT"));
    }

    @Provide
    Arbitrary<String> hostile() {
        return HostileTexts.any();
    }

    @Provide
    Arbitrary<List<Map<String, String>>> responses() {
        Arbitrary<String> almost =
                Arbitraries.of(
                                "\"a\"",
                                "\"",
                                "\\",
                                ";",
                                "r=",
                                "t=",
                                "q=",
                                "=",
                                ",",
                                " ",
                                "\t",
                                "(",
                                ")",
                                "0",
                                "1",
                                "-1",
                                "30",
                                "999999999999999",
                                "1.5",
                                ":YQ==:",
                                "?1",
                                "@1",
                                "%\"",
                                "tok",
                                "\u00e4",
                                "\u0000",
                                "\n",
                                "GMT",
                                "Wed, 04 Mar 2026 05:06:17 GMT",
                                "1772600797",
                                "1772600797500")
                        .list()
                        .ofMaxSize(12)
                        .map(parts -> String.join("", parts));
        Arbitrary<String> right =
                Arbitraries.of(
                        "\"a\";r=0;t=999999999999999",
                        "\"a\";r=1;t=10",
                        "\"a\";r=999999999999999;t=5, \"b\";r=3;t=60",
                        "\"a\";q=4;w=60",
                        "\"a\";q=999999999999999",
                        "0",
                        "3",
                        "99999",
                        "999999999999999");
        Arbitrary<String> huge = almost.map(text -> (text + "a").repeat(300));
        Arbitrary<String> values =
                Arbitraries.frequencyOf(Tuple.of(8, almost), Tuple.of(8, right), Tuple.of(1, huge));
        return Arbitraries.maps(Arbitraries.of(FIELDS), values).list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(40);
    }

    @Provide
    Arbitrary<String> strays() {
        return Arbitraries.of("\"", "\\", "=", ",", "(", ")", "\u0000", "\u00fc", "\n", "<", "{");
    }
}
