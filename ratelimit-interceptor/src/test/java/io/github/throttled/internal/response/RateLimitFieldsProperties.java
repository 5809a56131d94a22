package io.github.throttled.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.Decision.LimitState;
import io.github.throttled.internal.config.settings.HeaderStyle;
import io.github.throttled.internal.response.StructuredFieldList.Item;

import jakarta.ws.rs.core.MultivaluedMap;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

class RateLimitFieldsProperties {

    @Property
    void fields_are_lists_with_one_item_for_each_limit_in_order(
            @ForAll("decisions") List<Decision> decisions) {
        List<LimitState> limits = limits(decisions);
        List<Item> policies = items(decisions, IetfFieldWriter.POLICY);
        List<Item> states = items(decisions, IetfFieldWriter.STATE);
        assertThat(policies).hasSameSizeAs(limits);
        assertThat(states)
                .extracting(Item::name)
                .isEqualTo(names(policies))
                .doesNotHaveDuplicates();
        IntStream.range(0, limits.size())
                .forEach(
                        i -> {
                            LimitState limit = limits.get(i);
                            assertThat(policies.get(i).parameters())
                                    .containsOnlyKeys("q", "w")
                                    .containsEntry(
                                            "q", Math.min(limit.quota(), 999_999_999_999_999L));
                            assertThat(policies.get(i).parameters().get("w"))
                                    .isEqualTo(ceil(limit.window()))
                                    .isPositive();
                            assertThat(states.get(i).parameters())
                                    .containsOnlyKeys("r", "t")
                                    .containsEntry(
                                            "r", Math.min(limit.remaining(), 999_999_999_999_999L));
                        });
    }

    @Property
    void waiting_for_t_is_waiting_long_enough_and_retry_after_is_never_earlier(
            @ForAll("decisions") List<Decision> decisions) {
        List<LimitState> limits = limits(decisions);
        List<Item> states = items(decisions, IetfFieldWriter.STATE);
        long retryAfter = RetryAfter.seconds(decisions).orElse(Long.MAX_VALUE);
        for (int i = 0; i < limits.size(); i++) {
            Duration wait = limits.get(i).retryAfter();
            if (!wait.isZero() && !wait.equals(Decision.NEVER)) {
                assertThat(states.get(i).parameters().get("t"))
                        .isEqualTo(ceil(wait))
                        .isBetween(1L, retryAfter);
            }
        }
    }

    @Property
    void retry_after_is_there_when_waiting_helps(@ForAll("decisions") List<Decision> decisions) {
        boolean rejected = decisions.stream().anyMatch(decision -> !decision.allowed());
        boolean never = decisions.stream().anyMatch(Decision::never);
        assertThat(RetryAfter.seconds(decisions).isPresent()).isEqualTo(rejected && !never);
    }

    @Property
    void x_ratelimit_is_three_numbers(@ForAll("decisions") List<Decision> decisions) {
        MultivaluedMap<String, Object> fields =
                RejectionResponse.fields(decisions, Set.of(HeaderStyle.X_RATELIMIT));
        for (String name :
                List.of(
                        XRateLimitWriter.LIMIT,
                        XRateLimitWriter.REMAINING,
                        XRateLimitWriter.RESET)) {
            assertThat(Long.parseLong((String) fields.getFirst(name))).isNotNegative();
        }
    }

    private static List<Item> items(List<Decision> decisions, String field) {
        MultivaluedMap<String, Object> fields =
                RejectionResponse.fields(decisions, Set.of(HeaderStyle.IETF));
        assertThat(fields.get(field)).hasSize(1);
        return StructuredFieldList.parse((String) fields.getFirst(field));
    }

    private static List<String> names(List<Item> items) {
        return items.stream().map(Item::name).toList();
    }

    private static List<LimitState> limits(List<Decision> decisions) {
        return decisions.stream().flatMap(decision -> decision.limits().stream()).toList();
    }

    private static long ceil(Duration duration) {
        return (duration.toMillis() + 999) / 1000;
    }

    @Provide
    Arbitrary<List<Decision>> decisions() {
        Arbitrary<Long> count = Arbitraries.longs().between(1, Long.MAX_VALUE);
        Arbitrary<Duration> window =
                Arbitraries.longs().between(1, 400L * 86_400_000).map(Duration::ofMillis);
        Arbitrary<Duration> wait =
                Arbitraries.oneOf(
                        Arbitraries.just(Duration.ZERO), Arbitraries.just(Decision.NEVER), window);
        Arbitrary<LimitState> limit =
                Combinators.combine(count, window, count, window, wait).as(LimitState::new);
        Arbitrary<String> name =
                Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(8),
                        Arbitraries.of("orders", "orders-1s", "a\"b", "a\\b"));
        return Combinators.combine(name, limit.array(LimitState[].class).ofMinSize(1).ofMaxSize(3))
                .as(Decisions::of)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }
}
