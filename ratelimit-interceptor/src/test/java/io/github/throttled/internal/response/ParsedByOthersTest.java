package io.github.throttled.internal.response;

import static io.github.throttled.internal.response.Decisions.exhausted;
import static io.github.throttled.internal.response.Decisions.open;
import static io.github.throttled.internal.response.Decisions.tooSmall;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.Decision.LimitState;
import io.github.throttled.NodeScript;
import io.github.throttled.internal.config.settings.HeaderStyle;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parsers that we did not write find in our fields what the decisions say. */
class ParsedByOthersTest {

    /** A limit as a client knows it; the window and how long to wait in seconds. */
    private record Shown(
            String name, LimitState state, long window, long seconds, String partition) {

        String json() {
            return "{\"name\":%s,\"quota\":%d,\"window\":%d,\"remaining\":%d,\"wait\":%d,\"partition\":%s}"
                    .formatted(
                            QuotedText.json(name),
                            state.quota(),
                            window,
                            state.remaining(),
                            seconds,
                            QuotedText.json(partition));
        }
    }

    /** The decisions of one response, what they say, and which limit is the tightest. */
    private record Case(List<Decision> decisions, Shown tightest, Shown... limits) {

        String json() {
            MultivaluedMap<String, Object> fields = new MultivaluedHashMap<>();
            RateLimitFields.write(decisions, EnumSet.allOf(HeaderStyle.class), 200, fields);
            String written =
                    fields.keySet().stream()
                            .map(
                                    name ->
                                            QuotedText.json(name)
                                                    + ":"
                                                    + QuotedText.json(
                                                            fields.getFirst(name).toString()))
                            .collect(Collectors.joining(","));
            return "{\"fields\":{%s},\"limits\":[%s],\"tightest\":%s}"
                    .formatted(
                            written,
                            Stream.of(limits).map(Shown::json).collect(Collectors.joining(",")),
                            tightest.json());
        }
    }

    @Test
    void they_find_the_numbers_of_the_decision() throws Exception {
        List<Case> cases = new ArrayList<>();
        for (long quota : new long[] {1, 7, 1000, 999_999_999_999_999L}) {
            for (String window : List.of("PT1S", "PT1M", "PT24H", "PT8784H")) {
                long seconds = Duration.parse(window).toSeconds();
                cases.add(one(open(quota, window, quota - 1, "PT0.001S"), seconds, 1));
                cases.add(one(open(quota, window, quota, "PT0S"), seconds, 0));
                cases.add(one(exhausted(quota, window, window), seconds, seconds));
                cases.add(one(exhausted(quota, window, "PT0.25S"), seconds, 1));
            }
        }
        cases.add(one(tooSmall(5, "PT1M"), 60, 0));
        cases.add(one(open(5, "PT0S", 3, "PT0S"), 0, 0));
        cases.add(one(exhausted(5, "PT0S", "PT1S"), 0, 1));
        cases.add(twoLimits());
        cases.add(twoPolicies());
        cases.add(inPartition());

        String json = cases.stream().map(Case::json).collect(Collectors.joining(",", "[", "]"));

        assertThat(NodeScript.run("parse.mjs", json))
                .isEqualToIgnoringWhitespace(cases.size() + " parsed");
    }

    private static Case one(LimitState state, long window, long wait) {
        Shown told = new Shown("p", state, window, wait, "");
        return new Case(List.of(Decisions.of("p", state)), told, told);
    }

    private static Case twoLimits() {
        LimitState second = open(10, "PT1S", 4, "PT0.6S");
        LimitState hour = exhausted(1000, "PT1H", "PT17M0.001S");
        Shown tightest = new Shown("orders-1h", hour, 3600, 1021, "");
        return new Case(
                List.of(Decisions.of("orders", second, hour)),
                tightest,
                new Shown("orders-1s", second, 1, 1, ""),
                tightest);
    }

    private static Case twoPolicies() {
        LimitState wide = open(500, "PT1S", 321, "PT0.4S");
        LimitState tight = open(5, "PT1M", 2, "PT41S");
        Shown tightest = new Shown("tight.one_2", tight, 60, 41, "");
        return new Case(
                List.of(Decisions.of("wide", wide), Decisions.of("tight.one_2", tight)),
                tightest,
                new Shown("wide", wide, 1, 1, ""),
                tightest);
    }

    private static Case inPartition() {
        LimitState state = open(5, "PT1M", 2, "PT41S");
        Decision decision = Decisions.of("p", state);
        String partition = "3q2+7wAB/w==";
        Shown told = new Shown("p", state, 60, 41, partition);
        return new Case(
                List.of(
                        new Decision(
                                true,
                                "p",
                                decision.limit(),
                                decision.remaining(),
                                decision.resetAfter(),
                                decision.retryAfter(),
                                decision.delay(),
                                decision.limits(),
                                decision.reason(),
                                partition)),
                told,
                told);
    }
}
