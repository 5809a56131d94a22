package io.github.throttled.internal.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.Decision.LimitState;
import io.github.throttled.LogCapture;
import io.github.throttled.QuotaUnit;
import io.github.throttled.Throttled;
import io.github.throttled.TierResolver;
import io.github.throttled.internal.application.ThrottledElements;
import io.github.throttled.internal.config.catalog.BeanNames;
import io.github.throttled.internal.config.catalog.PolicyCatalog;
import io.github.throttled.internal.config.model.Charge;
import io.github.throttled.internal.config.model.Cost;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.key.Caller;
import io.github.throttled.internal.observability.usage.Usage;
import io.github.throttled.internal.store.local.LocalCounterStore;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a call pays, to whom, and what it gets back. */
class MethodPoliciesTest {

    private static final String WIDE = "policy.wide.limit=5/day";
    private static final String TIGHT = "policy.tight.limit=2/day";

    private static final String NARROW = "policy.narrow.limit=1; policy.narrow.strategy=concurrent";
    private static final String SLOW =
            "policy.slow.limit=1/hour; policy.slow.strategy=leaky-bucket; policy.slow.max-wait=1 day";
    private static final String FAST =
            "policy.fast.limit=1/minute; policy.fast.strategy=leaky-bucket; policy.fast.max-wait=1 day";

    /** Methods with policies. */
    private static final class Orders {
        @Throttled("any")
        void list() {}
    }

    private final Usage usage = new Usage();
    private final Limiter limiter =
            new Limiter(new LocalCounterStore(() -> 1_735_689_600_000L), Duration.ofMinutes(1));
    private PolicyCatalog catalog;

    /** A caller with this address and name, whose role is called like the name. */
    private record Visitor(String remoteAddress, String userName) implements Caller {
        @Override
        public String header(String lowerCaseName) {
            return null;
        }

        @Override
        public boolean isInRole(String role) {
            return role.equals(userName);
        }
    }

    private final Caller alice = new Visitor("192.0.2.1", "alice");
    private final Caller root = new Visitor("10.1.2.3", "root");

    @AfterEach
    void close() {
        limiter.close();
    }

    @Test
    void a_call_that_a_later_policy_rejects_costs_nothing_in_those_before() {
        MethodPolicies methodPolicies = methodPolicies(List.of("wide", "tight"), WIDE, TIGHT);

        assertThat(admitted(methodPolicies, alice, 5)).isEqualTo(2);
        assertThat(remaining("wide", "user:alice")).isEqualTo(3);
    }

    @Test
    void a_rejection_names_the_policy_and_shows_what_the_others_said() {
        MethodPolicies methodPolicies = methodPolicies(List.of("wide", "tight"), WIDE, TIGHT);
        admitted(methodPolicies, alice, 2);

        RateLimitContext context = charge(methodPolicies, alice);

        assertThat(context.rejection()).map(Decision::policy).hasValue("tight");
        assertThat(context.decisions())
                .extracting(Decision::policy)
                .containsExactly("wide", "tight");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "role:root",
                "user:root",
                "ip:10.0.0.0/8",
                "ip:10.1.2.3",
                "role:x, user:root"
            })
    void the_exempt_pass_free(String exempt) {
        MethodPolicies methodPolicies =
                methodPolicies(List.of("tight"), TIGHT, "policy.tight.exempt=" + exempt);

        assertThat(admitted(methodPolicies, root, 9)).isEqualTo(9);
        assertThat(charge(methodPolicies, root).decisions()).isEmpty();
        assertThat(remaining("tight", "user:root")).isEqualTo(2);
        assertThat(admitted(methodPolicies, alice, 9)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"role:root", "user:root", "ip:10.0.0.0/8"})
    void the_denied_never_pass(String deny) {
        MethodPolicies methodPolicies =
                methodPolicies(List.of("tight"), TIGHT, "policy.tight.deny=" + deny);

        assertThat(charge(methodPolicies, root).rejection()).map(Decision::never).hasValue(true);
        assertThat(charge(methodPolicies, root).rejection())
                .map(Decision::reason)
                .hasValue(Decision.Reason.DENIED);
        assertThat(remaining("tight", "user:root")).isEqualTo(2);
        assertThat(admitted(methodPolicies, alice, 9)).isEqualTo(2);
    }

    @Test
    void who_is_exempt_and_denied_passes() {
        MethodPolicies methodPolicies =
                methodPolicies(
                        List.of("tight"),
                        TIGHT,
                        "policy.tight.deny=ip:10.0.0.0/8",
                        "policy.tight.exempt=ip:10.1.2.3");

        assertThat(admitted(methodPolicies, root, 9)).isEqualTo(9);
    }

    @Test
    void a_dry_run_counts_and_rejects_nobody_and_tells_callers_nothing() {
        MethodPolicies methodPolicies =
                methodPolicies(List.of("tight"), TIGHT, "policy.tight.mode=dry-run");

        assertThat(admitted(methodPolicies, alice, 9)).isEqualTo(9);
        assertThat(charge(methodPolicies, alice).decisions()).isEmpty();
        assertThat(remaining("tight", "user:alice")).isZero();
    }

    @Test
    void a_policy_that_is_off_counts_nothing() {
        MethodPolicies methodPolicies =
                methodPolicies(List.of("tight"), TIGHT, "policy.tight.mode=off");

        assertThat(admitted(methodPolicies, alice, 9)).isEqualTo(9);
        assertThat(remaining("tight", "user:alice")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"401, 1", "403, 2", "499, 2", "200, 2", "500, 2"})
    void a_status_that_does_not_count_gives_back(int status, long remaining) {
        MethodPolicies methodPolicies =
                methodPolicies(List.of("tight"), TIGHT, "policy.tight.count-on=401");

        charge(methodPolicies, alice).answered(status);

        assertThat(remaining("tight", "user:alice")).isEqualTo(remaining);
    }

    @Test
    void a_class_of_statuses_counts() {
        MethodPolicies methodPolicies =
                methodPolicies(List.of("tight"), TIGHT, "policy.tight.count-on=4xx");

        charge(methodPolicies, alice).answered(404);
        charge(methodPolicies, alice).answered(503);

        assertThat(remaining("tight", "user:alice")).isEqualTo(1);
    }

    @Test
    void an_exception_counts_by_its_type_or_a_type_above_it() {
        MethodPolicies methodPolicies =
                methodPolicies(
                        List.of("wide"),
                        WIDE,
                        "policy.wide.count-on=RuntimeException, java.io.IOException");

        charge(methodPolicies, alice).failed(new IllegalStateException());
        charge(methodPolicies, alice).failed(new java.io.FileNotFoundException());
        charge(methodPolicies, alice).failed(new Exception());
        charge(methodPolicies, alice).returned();

        assertThat(remaining("wide", "user:alice")).isEqualTo(3);
    }

    @Test
    void callers_have_the_limit_of_the_tier_that_is_called_like_their_role() {
        MethodPolicies methodPolicies =
                methodPolicies(
                        List.of("tight"),
                        TIGHT,
                        "policy.tight.tier.root.limit=7/day",
                        "policy.tight.tier.gold.limit=9/day");

        assertThat(admitted(methodPolicies, root, 20)).isEqualTo(7);
        assertThat(admitted(methodPolicies, alice, 20)).isEqualTo(2);
    }

    @Test
    void a_tier_resolver_that_fails_leaves_callers_their_ordinary_limit() {
        methodPolicies(List.of("tight"), TIGHT, "policy.tight.tier.root.limit=7/day");
        Policy tight = catalog.find("tight").orElseThrow();
        TierSelector failing =
                new TierSelector(
                        tight,
                        this::enforced,
                        () ->
                                call -> {
                                    throw new IllegalStateException("no database");
                                });

        assertThat(failing.of(root).policy()).isEqualTo(tight);
        assertThat(inTier(tight, () -> call -> "root", alice)).isEqualTo(tight.inTier("root"));
        assertThat(inTier(tight, () -> call -> null, root)).isEqualTo(tight);
        assertThat(inTier(tight, () -> call -> "unknown", root)).isEqualTo(tight);
    }

    @Test
    void a_tier_resolver_that_quotes_a_caller_forges_no_line_of_the_log() {
        methodPolicies(List.of("tight"), TIGHT, "policy.tight.tier.root.limit=7/day");
        TierResolver quoting =
                call -> {
                    throw new NumberFormatException("x\nforged");
                };
        try (LogCapture log = LogCapture.of(TierSelector.class)) {
            inTier(catalog.find("tight").orElseThrow(), () -> quoting, root);

            assertThat(log.text())
                    .contains("The tier resolver failed", "x\\u000aforged")
                    .doesNotContain("\nforged");
        }
    }

    private Policy inTier(Policy policy, Supplier<TierResolver> resolver, Caller caller) {
        return new TierSelector(policy, this::enforced, resolver).of(caller).policy();
    }

    @Test
    void what_a_call_holds_is_given_back_when_it_has_ended() {
        MethodPolicies methodPolicies = methodPolicies(List.of("wide", "narrow"), WIDE, NARROW);
        RateLimitContext first = charge(methodPolicies, alice);
        assertThat(charge(methodPolicies, alice).rejection()).isPresent();

        first.answered(200);
        assertThat(charge(methodPolicies, alice).rejection()).isPresent();
        first.ended();

        assertThat(charge(methodPolicies, alice).rejection()).isEmpty();
        assertThat(remaining("wide", "user:alice")).isEqualTo(3);
    }

    @Test
    void a_bean_gives_back_what_its_call_held_however_it_ends() {
        MethodPolicies methodPolicies = methodPolicies(List.of("narrow"), NARROW);

        charge(methodPolicies, alice).returned();
        charge(methodPolicies, alice).failed(new IllegalStateException());

        assertThat(charge(methodPolicies, alice).rejection()).isEmpty();
    }

    @Test
    void a_call_has_the_longest_delay_of_its_policies() {
        MethodPolicies methodPolicies =
                methodPolicies(List.of("wide", "slow", "fast"), WIDE, SLOW, FAST);

        assertThat(charge(methodPolicies, alice).delay()).isZero();
        assertThat(charge(methodPolicies, alice).delay())
                .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
    }

    @Test
    void a_dry_run_makes_nobody_wait() {
        MethodPolicies methodPolicies =
                methodPolicies(List.of("slow"), SLOW, "policy.slow.mode=dry-run");
        charge(methodPolicies, alice);

        assertThat(charge(methodPolicies, alice).delay()).isZero();
    }

    @Test
    void a_call_that_cannot_wait_is_rejected_and_costs_nothing() {
        MethodPolicies methodPolicies = methodPolicies(List.of("wide", "slow"), WIDE, SLOW);
        charge(methodPolicies, alice);

        RateLimitContext context = charge(methodPolicies, alice);
        context.rejectInsteadOfDelay();

        Decision rejection = context.rejection().orElseThrow();
        assertThat(rejection.policy()).isEqualTo("slow");
        assertThat(rejection.retryAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(context.decisions()).extracting(Decision::allowed).containsExactly(true, false);
        assertThat(remaining("wide", "user:alice")).isEqualTo(4);
        assertThat(charge(methodPolicies, alice).delay()).isLessThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    void jitter_spreads_the_times_to_return_and_never_tells_too_early_a_time() {
        MethodPolicies exact = methodPolicies(List.of("tight"), TIGHT);
        admitted(exact, alice, 2);
        LimitState told = rejection(exact).limits().get(0);
        MethodPolicies spread = methodPolicies(List.of("tight"), TIGHT, "jitter=1 minute");

        Set<Duration> waits = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            Decision rejection = rejection(spread);
            LimitState limit = rejection.limits().get(0);
            waits.add(rejection.retryAfter());
            assertThat(rejection.retryAfter())
                    .isBetween(told.retryAfter(), told.retryAfter().plusMinutes(1))
                    .isEqualTo(limit.retryAfter())
                    .isGreaterThanOrEqualTo(limit.moreAfter());
            assertThat(limit.moreAfter()).isGreaterThanOrEqualTo(told.moreAfter());
            assertThat(rejection.resetAfter()).isEqualTo(told.resetAfter());
        }
        assertThat(waits).hasSizeGreaterThan(10);
    }

    @Test
    void jitter_changes_nothing_for_a_caller_that_is_always_rejected() {
        MethodPolicies denied =
                methodPolicies(
                        List.of("wide"), WIDE, "policy.wide.deny=role:root", "jitter=1 minute");

        assertThat(charge(denied, root).rejection()).map(Decision::never).hasValue(true);
    }

    @Test
    void every_decision_of_a_policy_of_bytes_says_so() {
        String bytes = "policy.tight.quota-unit=content-bytes";
        MethodPolicies exact = methodPolicies(List.of("tight"), TIGHT, bytes);

        assertThat(charge(exact, alice).decisions()).allSatisfy(this::isOfBytes);
        admitted(exact, alice, 1);
        isOfBytes(rejection(exact));
        isOfBytes(rejection(methodPolicies(List.of("tight"), TIGHT, bytes, "jitter=1 minute")));
        isOfBytes(limiter.peek(catalog.find("tight").orElseThrow(), "user:alice"));
        isOfBytes(limiter.untouched(catalog.find("tight").orElseThrow(), 1));
        isOfBytes(limiter.reject(catalog.find("tight").orElseThrow()).decision());
    }

    @Test
    void a_quota_unit_can_change_while_calls_are_counted() {
        String bytes = "policy.tight.quota-unit=content-bytes";
        admitted(methodPolicies(List.of("tight"), TIGHT), alice, 1);
        MethodPolicies changed = methodPolicies(List.of("tight"), TIGHT, bytes);
        limiter.replace(catalog.find("tight").orElseThrow());

        admitted(changed, alice, 1);
        isOfBytes(rejection(changed));
    }

    private void isOfBytes(Decision decision) {
        assertThat(decision.limits())
                .extracting(LimitState::quotaUnit)
                .containsExactly(QuotaUnit.CONTENT_BYTES);
    }

    private Decision rejection(MethodPolicies methodPolicies) {
        return charge(methodPolicies, alice).rejection().orElseThrow();
    }

    @Test
    void without_count_on_every_end_costs() {
        MethodPolicies methodPolicies = methodPolicies(List.of("wide"), WIDE);

        charge(methodPolicies, alice).answered(200);
        charge(methodPolicies, alice).failed(new Exception());
        charge(methodPolicies, alice).returned();

        assertThat(remaining("wide", "user:alice")).isEqualTo(2);
    }

    private MethodPolicies methodPolicies(List<String> policies, String... properties) {
        Map<String, String> values =
                Arrays.stream(properties)
                        .flatMap(lines -> Arrays.stream(lines.split("; ")))
                        .map(line -> ("throttled." + line).split("=", 2))
                        .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        Problems problems = new Problems();
        catalog =
                PolicyCatalog.read(
                        new SmallRyeConfigBuilder()
                                .withSources(new PropertiesConfigSource(values, "test", 100))
                                .build(),
                        BeanNames.NONE,
                        problems);
        assertThat(problems.isEmpty()).as(problems.message()).isTrue();
        List<Charge> charges =
                policies.stream()
                        .map(name -> new Charge(catalog.find(name).orElseThrow(), new Cost(1)))
                        .toList();
        return new MethodPolicies(
                ThrottledElements.of(Orders.class).findFirst().orElseThrow(),
                charges,
                new DelayStrategy(limiter.waitingRoom()),
                charge ->
                        new PolicyEnforcer(
                                limiter, usage, new Resolvers(), charge, catalog.settings()));
    }

    private MeteredPolicy enforced(Policy policy) {
        return MeteredPolicy.by(limiter, usage, policy);
    }

    private static RateLimitContext charge(MethodPolicies methodPolicies, Caller caller) {
        RateLimitContext context = RateLimitContext.ofRequest();
        methodPolicies.charge(context, caller);
        return context;
    }

    private static long admitted(MethodPolicies methodPolicies, Caller caller, int calls) {
        long admitted = 0;
        for (int i = 0; i < calls; i++) {
            admitted += charge(methodPolicies, caller).rejection().isEmpty() ? 1 : 0;
        }
        return admitted;
    }

    private long remaining(String policy, String key) {
        return limiter.peek(catalog.find(policy).orElseThrow(), key).remaining();
    }
}
