package io.github.throttled.internal.config.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.QuotaUnit;
import io.github.throttled.Strategy;
import io.github.throttled.Throttled;
import io.github.throttled.internal.algorithm.BanRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Policies of the configuration alone. */
class PolicyTest {

    @Test
    void a_limit_is_all_a_policy_needs() {
        assertThat(Configured.by("throttled.policy.search.limit=10/minute").policy("search"))
                .isEqualTo(
                        new Policy(
                                "search",
                                List.of(new Limit(10, Duration.ofMinutes(1))),
                                new Counting(Strategy.FIXED_WINDOW),
                                KeyExpression.parse("user|ip"),
                                new Cost(1),
                                Scope.EVERY_CALL,
                                OnStoreFailure.LOCAL,
                                100_000));
    }

    @Test
    void everything_can_be_said() {
        Configured configured =
                Configured.by(
                        "throttled.policy.search.limit=10/minute, 100/hour",
                        "throttled.policy.search.strategy=sliding-window",
                        "throttled.policy.search.segments=6",
                        "throttled.policy.search.key=header:X-Tenant+ip",
                        "throttled.policy.search.cost=3",
                        "throttled.policy.search.mode=dry-run",
                        "throttled.policy.search.exempt=role:admin, ip:10.0.0.0/8",
                        "throttled.policy.search.deny=user:mallory",
                        "throttled.policy.search.count-on=401, 4xx, LoginFailed",
                        "throttled.policy.search.ban=10m after 3",
                        "throttled.policy.search.on-store-failure=deny",
                        "throttled.policy.search.max-keys=500");

        assertThat(configured.complaints()).isEmpty();
        assertThat(configured.policy("search"))
                .isEqualTo(
                        new Policy(
                                "search",
                                List.of(
                                        new Limit(10, Duration.ofMinutes(1)),
                                        new Limit(100, Duration.ofHours(1))),
                                new Counting(
                                        Strategy.SLIDING_WINDOW,
                                        6,
                                        0,
                                        Duration.ZERO,
                                        1,
                                        ZoneId.of("UTC")),
                                KeyExpression.parse("header:X-Tenant+ip"),
                                new Cost(3),
                                new Scope(
                                        Mode.DRY_RUN,
                                        List.of(
                                                CallerPattern.parse("role:admin"),
                                                CallerPattern.parse("ip:10.0.0.0/8")),
                                        List.of(CallerPattern.parse("user:mallory")),
                                        new CountOn(List.of("401", "4xx", "LoginFailed")),
                                        Optional.of(new BanRule(3, 600_000))),
                                OnStoreFailure.DENY,
                                500));
    }

    @Test
    void tiers_have_limits_of_their_own_the_most_generous_first() {
        Configured configured =
                Configured.by(
                        "throttled.policy.search.limit=10/minute",
                        "throttled.policy.search.tier.silver.limit=60/minute",
                        "throttled.policy.search.tier.free.limit=1/second",
                        "throttled.policy.search.tier.gold.limit=10000/hour, 50/second",
                        "throttled.policy.other.limit=1/s");

        assertThat(configured.complaints()).isEmpty();
        assertThat(configured.policy("search").tiers().keySet())
                .containsExactly("gold", "silver", "free");
        assertThat(configured.policy("search").inTier("gold").limits()).hasSize(2);
        assertThat(configured.policy("search").inTier("gold").counters()).isEqualTo("search.gold");
        assertThat(configured.policy("other").tiers()).isEmpty();
    }

    @Test
    void the_limit_of_a_tier_must_be_right_too() {
        assertThat(
                        Configured.by(
                                        "throttled.policy.search.limit=10/minute",
                                        "throttled.policy.search.strategy=sliding-log",
                                        "throttled.policy.search.cost=2",
                                        "throttled.policy.search.tier.gold.limit=2000/minute",
                                        "throttled.policy.search.tier.silver.limit=soon",
                                        "throttled.policy.search.tier.free.limits=1/s")
                                .complaints())
                .contains(
                        "throttled.policy.search.tier.silver.limit = soon",
                        "did you mean throttled.policy.search.tier.free.limit?")
                .hasLineCount(2);
        assertThat(
                        Configured.by(
                                        "throttled.policy.search.limit=10/minute",
                                        "throttled.policy.search.strategy=sliding-log",
                                        "throttled.policy.search.tier.gold.limit=2000/minute")
                                .complaints())
                .contains("throttled.policy.search.tier.gold.limit = 2000/minute", "at most 1024");
        assertThat(
                        Configured.by(
                                        "throttled.policy.search.limit=10/minute",
                                        "throttled.policy.search.cost=2",
                                        "throttled.policy.search.tier.free.limit=1/minute")
                                .complaints())
                .contains("admits at most 1 at once");
    }

    @Test
    void a_policy_can_name_beans() {
        Configured configured =
                Configured.by(
                        "throttled.policy.search.limit=10/minute",
                        "throttled.policy.search.key=tenant|ip",
                        "throttled.policy.search.cost=size");

        assertThat(configured.complaints()).isEmpty();
        assertThat(configured.policy("search").key().sources())
                .containsExactly(new KeySource.Resolver("tenant"), new KeySource.Ip());
        assertThat(configured.policy("search").cost().resolver()).hasValue("size");
    }

    @ParameterizedTest
    @CsvSource({
        "content-bytes, CONTENT_BYTES",
        "Content_Bytes, CONTENT_BYTES",
        "requests, REQUESTS"
    })
    void a_policy_tells_what_a_permit_stands_for(String text, QuotaUnit unit) {
        Configured configured =
                Configured.by(
                        "throttled.policy.upload.limit=1000000/day",
                        "throttled.policy.upload.tier.gold.limit=9000000/day",
                        "throttled.policy.upload.quota-unit=" + text);

        assertThat(configured.complaints()).isEmpty();
        assertThat(configured.policy("upload").inAllTiers())
                .extracting(Policy::quotaUnit)
                .containsExactly(unit, unit);
    }

    @Test
    void a_policy_does_on_a_store_failure_what_all_do_unless_it_says_otherwise() {
        Configured configured =
                Configured.by(
                        "throttled.on-store-failure=allow",
                        "throttled.policy.a.limit=1/s",
                        "throttled.policy.b.limit=1/s",
                        "throttled.policy.b.on-store-failure=deny");

        assertThat(configured.policy("a").onStoreFailure()).isEqualTo(OnStoreFailure.ALLOW);
        assertThat(configured.policy("b").onStoreFailure()).isEqualTo(OnStoreFailure.DENY);
    }

    @ParameterizedTest
    @CsvSource({
        "fixed-window, FIXED_WINDOW",
        "FIXED_WINDOW, FIXED_WINDOW",
        "Sliding-Window, SLIDING_WINDOW",
        "sliding-log, SLIDING_LOG",
        "token-bucket, TOKEN_BUCKET",
        "leaky-bucket, LEAKY_BUCKET"
    })
    void a_strategy_is_written_as_in_the_table_or_as_in_java(String text, Strategy strategy) {
        Configured configured =
                Configured.by(
                        "throttled.policy.search.limit=10/minute",
                        "throttled.policy.search.strategy=" + text);

        assertThat(configured.policy("search").counting().strategy()).isEqualTo(strategy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "strategy=sliding-windw > did you mean sliding-window?",
                "strategy=tokens > is none of fixed-window, sliding-window, sliding-log, token-bucket, leaky-bucket",
                "key=adress > is not a key source; there are ip, user, header:NAME, cookie:NAME,",
                "key=usr > did you mean user?",
                "key=ip+tennant > did you mean tenant?",
                "cost=sise > there is no CostResolver bean with this name",
                "cost=sise > did you mean size?",
                "cost=0 > write a whole number of at least 1",
                "cost=-1 > write a whole number of at least 1",
                "cost=11 > can never be admitted, as policy search admits at most 10 at once",
                "segments=4 > fixed-window has no segments; remove it, or set throttled.policy.search.strategy = sliding-window",
                "max-wait=2s > fixed-window has no max-wait; remove it, or set throttled.policy.search.strategy = leaky-bucket",
                "max-wait=long > \"long\" is not a time",
                "lease=0 > write a whole number from 1 to 1000000000, or auto",
                "lease=much > write a whole number from 1 to 1000000000, or auto",
                "burst=4 > fixed-window has no burst; remove it, or set throttled.policy.search.strategy = token-bucket",
                "quota-unit=bytes > \"bytes\" is none of requests, content-bytes",
                "quota-unit=concurrent-requests > is none of requests, content-bytes",
                "quota-unit=content-byte > did you mean content-bytes?",
                "zone=UTC > no limit ends with the calendar",
                "zone=Europe/Belrin > did you mean Europe/Berlin?",
                "mode=dry > none of enforce, dry-run, off",
                "count-on=600 > is not an outcome",
                "count-on=40x > is not an outcome",
                "count-on=failure > is not an outcome",
                "exempt=admin > names no callers; write role:NAME, user:NAME or ip:ADDRESS",
                "exempt=rle:admin > did you mean role:admin?",
                "exempt=role: > names no callers",
                "exempt=ip:10.0.0.1/8 > did you mean 10.0.0.0/8?",
                "exempt=ip:10.0.0.0/33 > write a whole number from 0 to 32",
                "deny=ip:localhost > is not an address",
                "ban=10m > is not a ban; write how long and after how many rejections in a row",
                "ban=soon after 3 > \"soon\" is not a time",
                "ban=10m after 0 > write a whole number from 1 to 1000000",
                "max-keys=0 > write a whole number from 1 to 2147483647",
                "on-store-failure=denied > none of local, allow, deny",
            })
    void a_wrong_member_is_named_with_its_key_and_what_would_be_right(
            String member, String complaint) {
        String[] nameAndValue = member.strip().split("=");

        assertThat(
                        Configured.by(
                                        "throttled.policy.search.limit=10/minute",
                                        "throttled.policy.search." + member.strip())
                                .complaints())
                .startsWith(
                        "  - throttled.policy.search.%s = %s: "
                                .formatted(nameAndValue[0], nameAndValue[1]))
                .contains(complaint.strip())
                .hasLineCount(1);
    }

    @Test
    void a_log_remembers_no_more_than_it_can() {
        assertThat(
                        Configured.by(
                                        "throttled.policy.search.limit=10/s, 1025/minute",
                                        "throttled.policy.search.strategy=sliding-log")
                                .complaints())
                .contains(
                        "throttled.policy.search.limit = 10/s, 1025/minute:",
                        "at most 1024, and 1025 are too many");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "token-bucket > limit=10/s > burst=30 > 30",
                "token-bucket > limit=10/s > cost=1 > 10",
                "leaky-bucket > limit=10/s > burst=3 > 3",
                "leaky-bucket > limit=10/s > cost=1 > 1",
            })
    void a_bucket_holds_its_burst(String strategy, String limit, String member, long capacity) {
        Configured configured =
                Configured.by(
                        "throttled.policy.search.strategy=" + strategy.strip(),
                        "throttled.policy.search." + limit.strip(),
                        "throttled.policy.search." + member.strip());

        assertThat(configured.complaints()).isEmpty();
        assertThat(configured.policy("search").capacity()).isEqualTo(capacity);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "token-bucket > 10/s, 100/minute > burst=3 > a burst is for one limit, and there are 2",
                "token-bucket > 10/day > burst=1000000000000 > too large to count exactly",
                "leaky-bucket > 1000000000/s > max-wait=300 days > too long to count exactly",
                "fixed-window > 20 > cost=1 > \"20\" is not a limit; write a quota per window, such as 5/minute",
                "concurrent > 20/minute > cost=1 > concurrent counts calls at a time, not per window; write a number alone",
                "concurrent > 20, 5/minute > cost=1 > concurrent counts calls at a time",
                "concurrent > 20 > cost=21 > can never be admitted",
                "concurrent > 20 > burst=21 > concurrent has no burst",
                "concurrent > 20 > quota-unit=content-bytes > concurrent has no quota-unit; remove it, or set throttled.policy.search.strategy = fixed-window",
                "concurrent > 20 > quota-unit=requests > concurrent has no quota-unit",
                "concurrent > 20 > count-on=4xx > concurrent gives back every permit when its call ends",
                "concurrent > 20 > durable=true > what calls hold ends with the nodes that run them",
                "fixed-window > 20/month > durable=yes > \"yes\" is none of true, false",
                "sliding-log > 20/s > lease=2 > sliding-log cannot count calls before they come",
                "concurrent > 20 > lease=auto > concurrent cannot count calls before they come",
                "leaky-bucket > 20/s > lease=2 > a leaky-bucket has one permit at a time",
                "token-bucket > 10/s > cost=11 > can never be admitted",
                "leaky-bucket > 10/s > cost=2 > can never be admitted",
                "leaky-bucket > 10/month > cost=1 > only fixed-window ends with the month; with leaky-bucket write 30 days",
                "sliding-window > 10/year > cost=1 > only fixed-window ends with the year; with sliding-window write 365 days",
                "sliding-window > 10/day > zone=UTC > sliding-window has no zone",
            })
    void what_a_strategy_cannot_do_is_a_problem(
            String strategy, String limit, String member, String complaint) {
        assertThat(
                        Configured.by(
                                        "throttled.policy.search.strategy=" + strategy.strip(),
                                        "throttled.policy.search.limit=" + limit.strip(),
                                        "throttled.policy.search." + member.strip())
                                .complaints())
                .contains(complaint.strip())
                .hasLineCount(1);
    }

    @Test
    void a_day_of_a_zone_ends_there() {
        Configured configured =
                Configured.by(
                        "throttled.policy.search.limit=1/day",
                        "throttled.policy.search.zone=Asia/Tokyo");
        long elevenInTheMorningUtc = 1_735_729_200_000L;

        assertThat(configured.complaints()).isEmpty();
        assertThat(resetMillis(configured.policy("search"), elevenInTheMorningUtc))
                .isEqualTo(4 * 3_600_000);
    }

    @Test
    void a_day_of_24_hours_is_aligned_to_the_epoch() {
        Configured configured = Configured.by("throttled.policy.search.limit=1/24h");
        long elevenInTheMorningUtc = 1_735_729_200_000L;

        assertThat(resetMillis(configured.policy("search"), elevenInTheMorningUtc))
                .isEqualTo(13 * 3_600_000);
    }

    private static long resetMillis(Policy policy, long now) {
        return policy.toLimits().open(null, now).take(1).readings().get(0).resetMillis();
    }

    @Test
    void a_policy_without_a_limit_is_incomplete() {
        assertThat(Configured.by("throttled.policy.search.key=ip").complaints())
                .isEqualTo(
                        "  - throttled.policy.search.limit: it is missing; every policy needs a"
                                + " limit, such as 5/minute");
    }

    @Test
    void all_problems_are_told_at_once_and_each_once() {
        assertThat(
                        Configured.by(
                                        "throttled.policy.a.limit=soon",
                                        "throttled.policy.a.strategy=guess",
                                        "throttled.policy.b.limit=5/minte",
                                        "throttled.stroe=local",
                                        "throttled.ipv4-prefix=99")
                                .complaints())
                .hasLineCount(5)
                .contains("policy.a.limit", "policy.a.strategy", "policy.b.limit", "stroe", "ipv4");
    }

    @Test
    void environment_variables_define_and_override_policies() {
        Configured configured =
                Configured.by(
                        Map.of(
                                "THROTTLED_POLICY_SEARCH_LIMIT", "20/minute",
                                "THROTTLED_POLICY_LOGIN_LIMIT", "5/minute",
                                "THROTTLED_ON_STORE_FAILURE", "deny"),
                        "throttled.policy.search.limit=10/minute");

        assertThat(configured.complaints()).isEmpty();
        assertThat(configured.policy("search").capacity()).isEqualTo(20);
        assertThat(configured.policy("login").capacity()).isEqualTo(5);
        assertThat(configured.policy("login").onStoreFailure()).isEqualTo(OnStoreFailure.DENY);
    }

    @Test
    void expressions_and_profiles_work() {
        Configured configured =
                Configured.by(
                        "quota=7",
                        "throttled.policy.search.limit=${quota}/minute",
                        "throttled.policy.login.limit=${absent:3}/minute",
                        "mp.config.profile=dev",
                        "throttled.policy.free.limit=1/minute",
                        "%dev.throttled.policy.free.limit=1000/minute");

        assertThat(configured.complaints()).isEmpty();
        assertThat(configured.policy("search").capacity()).isEqualTo(7);
        assertThat(configured.policy("login").capacity()).isEqualTo(3);
        assertThat(configured.policy("free").capacity()).isEqualTo(1000);
    }

    @Test
    void an_expression_without_a_value_is_a_problem() {
        assertThat(Configured.by("throttled.policy.search.limit=${quota}/minute").complaints())
                .contains("throttled.policy.search.limit")
                .contains("${name:default}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "throttled.stor > did you mean throttled.store?",
                "throttled.policy.search.limits > did you mean throttled.policy.search.limit?",
                "throttled.polcy.search.limit > did you mean throttled.policy.search.limit?",
                "throttled.policy.search.Limit > did you mean throttled.policy.search.limit?",
                "throttled.policy.my.search.limit > a policy name has no dots; write throttled.policy.my-search.limit",
                "throttled.policy.sear ch.limit > a policy name has 1 to 64 letters, digits, _ and -",
                "throttled.something.else.entirely > there is no such key",
                "com.acme.Orders/list/Throttled/limt > did you mean com.acme.Orders/list/Throttled/limit?",
                "Throttled/keys > did you mean Throttled/key?",
            })
    void a_key_that_nobody_reads_is_a_problem(String key, String complaint) {
        assertThat(Configured.by(key.strip() + "=1/s").complaints())
                .startsWith("  - " + key.strip() + " = 1/s: ")
                .contains(complaint.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", "\u00EF\u00BB\u00BF"})
    void a_byte_order_mark_before_the_first_key_is_a_problem(String mark) {
        String complaints =
                Configured.by(mark + "throttled.partition-key-secret=abcdefghijklmnopqrst")
                        .complaints();

        assertThat(complaints)
                .contains("throttled.partition-key-secret: the file begins with a byte order mark")
                .contains("save it as UTF-8 without a byte order mark")
                .doesNotContain("abcdefghij");
        assertThat(Configured.by(mark + "Throttled/limit=5/minute").complaints())
                .contains("byte order mark");
        assertThat(Configured.by(mark + "#=The shop", mark + "shop.name=x").complaints()).isEmpty();
    }

    @Test
    void the_value_of_a_misspelt_secret_is_not_shown() {
        assertThat(Configured.by("throttled.partition-key-secrt=abcdefghijklmnop").complaints())
                .contains("throttled.partition-key-secrt: there is no such key; did you mean")
                .doesNotContain("abcdefghij");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "tier.gold.strategy > a tier has nothing of its own but limit; write throttled.policy.mine.strategy, which is for all tiers",
                "tier.gold.max-keys > write throttled.policy.mine.max-keys, which is for all tiers",
                "tier.gold.colour > a tier has nothing of its own but limit; write throttled.policy.mine.tier.gold.limit",
                "tier.gold > a tier has nothing of its own but limit; write throttled.policy.mine.tier.gold.limit",
                "tier.gold.limt > did you mean throttled.policy.mine.tier.gold.limit?",
            })
    void what_a_tier_cannot_have_is_said(String key, String complaint) {
        assertThat(
                        Configured.by(
                                        "throttled.policy.mine.limit=5/minute",
                                        "throttled.policy.mine." + key + "=x")
                                .complaints())
                .contains("throttled.policy.mine." + key + " = x: ")
                .contains(complaint)
                .doesNotContain("mine-tier-gold");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=", "limit=  ", "key=ip", "tier.gold.limit=5/minute", "mode=off"})
    void a_policy_that_nobody_uses_needs_a_limit_too(String line) {
        assertThat(Configured.by("throttled.policy.forgotten." + line).complaints())
                .contains("throttled.policy.forgotten.limit: it is missing; every policy needs a");
    }

    @Test
    void a_policy_that_nothing_names_is_known() {
        Configured configured =
                Configured.by(
                        "throttled.policy.everybody.limit=5/minute",
                        "throttled.policy.by-route.limit=5/minute",
                        "throttled.policy.by-site.limit=5/minute",
                        "throttled.policy.forgotten.limit=5/minute",
                        "throttled.global=everybody",
                        "throttled.route.r.path=/r",
                        "throttled.route.r.policy=by-route");

        assertThat(configured.with(BySite.class).complaints()).isEmpty();
        assertThat(configured.catalog().unused()).containsExactly("forgotten");
    }

    private static final class BySite {
        @Throttled("by-site")
        void named() {}

        @Throttled(limit = "5/minute")
        void inline() {}
    }

    @Test
    void keys_of_others_are_nobodys_business() {
        assertThat(
                        Configured.by(
                                        Map.of(
                                                "THROTTLED",
                                                "x",
                                                "PATH",
                                                "/bin",
                                                "THROTTLED_X_Y",
                                                "z"),
                                        "throttledown.limit=x",
                                        "com.acme/Throttle/limit=x")
                                .complaints())
                .isEmpty();
    }

    @Test
    void hostile_text_cannot_forge_a_line_of_the_message() {
        assertThat(Configured.by("throttled.store=local\n  - all is well\u202e").complaints())
                .hasLineCount(1)
                .contains("\\u000a", "\\u202e");
    }
}
