package io.github.throttled.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.HostileTexts;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.control.ControlCenter;
import io.github.throttled.internal.control.FakeControl;
import io.github.throttled.internal.observability.usage.Usage;
import io.github.throttled.internal.store.SharedMaps;
import io.github.throttled.internal.store.local.LocalSharedMaps;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.time.Duration;
import java.util.Map;

/** What somebody else has put on the boards of the console is ignored, and breaks no answer. */
class ForeignBoardsProperties {

    private static final Map<String, Duration> TEXTS =
            Map.of(
                    "overrides",
                    Duration.ZERO,
                    "audit",
                    Duration.ZERO,
                    "nodes",
                    Duration.ofSeconds(15),
                    "busy",
                    Duration.ofSeconds(30));

    private static final Map<String, Duration> NUMBERS =
            Map.of(
                    "bans", Duration.ZERO,
                    "totals", Duration.ofSeconds(30),
                    "callers", Duration.ofSeconds(30));

    @Property(tries = 300)
    void every_answer_is_there_whatever_texts_are_on_the_boards(
            @ForAll("names") String name, @ForAll("texts") String text) {
        SharedMaps boards = new LocalSharedMaps(() -> 1_000);
        TEXTS.forEach((board, kept) -> boards.texts(board, kept).put(name, text));

        assertAnswers(boards);
    }

    @Property(tries = 300)
    void every_answer_is_there_whatever_numbers_are_on_the_boards(
            @ForAll("names") String name, @ForAll("numbers") long[] numbers) {
        SharedMaps boards = new LocalSharedMaps(() -> 1_000);
        NUMBERS.forEach((board, kept) -> boards.numbers(board, kept).put(name, numbers));

        assertAnswers(boards);
    }

    private static void assertAnswers(SharedMaps boards) {
        FakeControl control = new FakeControl("node-1");
        try (ControlCenter console = new ControlCenter(control, boards, new Usage())) {
            console.start();
            Policy search = control.policies().get(0);
            assertThat(new OverviewDocument(console).of("olivia").build().getJsonArray("policies"))
                    .hasSize(1);
            assertThat(new SeriesDocument(console).of(control.policies()).build()).isNotEmpty();
            assertThat(new KeysDocument(console).busiest(search).build().getJsonArray("keys"))
                    .hasSizeLessThanOrEqualTo(40);
            assertThat(new AdviceDocument(console.usage()).of(search).build()).isNotEmpty();
            assertThat(new ConfigDocument(console).overrides().build().getString("properties"))
                    .isEmpty();
            assertThat(AuditDocument.of(console.audit().entries()).build()).isNotEmpty();
        }
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        "search",
                        "|",
                        "a|search",
                        "a|search|",
                        "a|search|gold",
                        "a|search|gold|more",
                        "a|0|60000|search|",
                        "a|1|60000|search|",
                        "search user:a",
                        "throttled.policy.search.limit"),
                HostileTexts.any());
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces =
                Arbitraries.of(
                        "",
                        "1",
                        "-1",
                        " ",
                        "\n",
                        "key",
                        "9223372036854775808",
                        "999999999999999999",
                        "OK",
                        "BAN",
                        "1 1 key",
                        "1 2",
                        "x".repeat(200),
                        "5/day",
                        "1\nmallory\n");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(9).map(list -> String.join("", list)),
                pieces.list().ofMaxSize(9).map(list -> String.join("\n", list)),
                HostileTexts.any());
    }

    @Provide
    Arbitrary<long[]> numbers() {
        Arbitrary<Long> number =
                Arbitraries.oneOf(
                        Arbitraries.of(0L, -1L, 1L, Long.MAX_VALUE, Long.MIN_VALUE),
                        Arbitraries.longs());
        Arbitrary<Integer> length =
                Arbitraries.oneOf(
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of(459, 460, 461, 1_000));
        return Combinators.combine(number.list().ofMinSize(1).ofMaxSize(8), length)
                .as(
                        (some, size) -> {
                            long[] numbers = new long[size];
                            for (int i = 0; i < size; i++) {
                                numbers[i] = some.get(i % some.size());
                            }
                            return numbers;
                        });
    }
}
