package io.github.throttled.internal.config.reader;

import static io.github.throttled.internal.algorithm.Algorithm.MAX_SEGMENTS;
import static io.github.throttled.internal.config.syntax.ValueSyntax.flag;
import static io.github.throttled.internal.config.syntax.ValueSyntax.listOf;
import static io.github.throttled.internal.config.syntax.ValueSyntax.oneOf;
import static io.github.throttled.internal.config.syntax.ValueSyntax.someOf;
import static io.github.throttled.internal.config.syntax.ValueSyntax.text;
import static io.github.throttled.internal.config.syntax.ValueSyntax.wholeNumber;

import io.github.throttled.QuotaUnit;
import io.github.throttled.Strategy;
import io.github.throttled.internal.algorithm.BanRule;
import io.github.throttled.internal.config.model.BanSyntax;
import io.github.throttled.internal.config.model.CallerPattern;
import io.github.throttled.internal.config.model.Cost;
import io.github.throttled.internal.config.model.CountOn;
import io.github.throttled.internal.config.model.KeyExpression;
import io.github.throttled.internal.config.model.LeaseSyntax;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.LimitSyntax;
import io.github.throttled.internal.config.model.Mode;
import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.ProxySyntax;
import io.github.throttled.internal.config.route.RoutePattern;
import io.github.throttled.internal.config.settings.BodyStyle;
import io.github.throttled.internal.config.settings.HeaderStyle;
import io.github.throttled.internal.config.settings.Secret;
import io.github.throttled.internal.config.settings.StoreDown;
import io.github.throttled.internal.config.settings.StoreKind;
import io.github.throttled.internal.config.syntax.DurationSyntax;
import io.github.throttled.internal.config.syntax.LanguageSyntax;
import io.github.throttled.internal.config.syntax.LoginPageSyntax;
import io.github.throttled.internal.config.syntax.MethodSyntax;
import io.github.throttled.internal.config.syntax.PolicyName;
import io.github.throttled.internal.config.syntax.ValueSyntax;
import io.github.throttled.internal.config.syntax.ZoneSyntax;
import io.github.throttled.internal.net.IpNetwork;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** All keys under {@code throttled.}. A key that is not in this table is an unknown key. */
public final class ConfigKeys {

    private static final List<ConfigKey<?>> TABLE = new ArrayList<>();

    public static final ConfigKey<Boolean> ENABLED = key("enabled", "true", flag());
    public static final ConfigKey<String> APPLICATION = key("application", "", text());
    public static final ConfigKey<StoreKind> STORE = key("store", "auto", oneOf(StoreKind.class));
    public static final ConfigKey<String> HAZELCAST_CONFIG = key("hazelcast.config", "", text());
    public static final ConfigKey<Duration> STORE_TIMEOUT =
            key("store.timeout", "1s", DurationSyntax::parse);
    public static final ConfigKey<Duration> STORE_MAX_WAIT =
            key("store.max-wait", "5s", DurationSyntax::parse);
    public static final ConfigKey<Long> MIN_MEMBERS =
            key("min-members", "1", wholeNumber(1, Integer.MAX_VALUE));
    public static final ConfigKey<OnStoreFailure> ON_STORE_FAILURE =
            key("on-store-failure", "local", oneOf(OnStoreFailure.class));
    public static final ConfigKey<String> DATA_SOURCE =
            key("data-source", "java:comp/DefaultDataSource", text());
    public static final ConfigKey<Duration> DURABLE_INTERVAL =
            key("durable.interval", "5s", DurationSyntax::parse);
    public static final ConfigKey<Long> MAX_WAITING =
            key("max-waiting", "1000", wholeNumber(0, Integer.MAX_VALUE));
    public static final ConfigKey<Duration> REFRESH = key("refresh", "10s", DurationSyntax::parse);
    public static final ConfigKey<Duration> LOG_INTERVAL =
            key("log-interval", "1m", DurationSyntax::parse);
    public static final ConfigKey<StoreDown> HEALTH_STORE_DOWN =
            key("health.store-down", "up", oneOf(StoreDown.class));
    public static final ConfigKey<Set<HeaderStyle>> HEADERS =
            key("headers", "ietf", someOf(HeaderStyle.class));
    public static final ConfigKey<Duration> JITTER = key("jitter", "", DurationSyntax::parse);
    public static final ConfigKey<Secret> PARTITION_KEY_SECRET =
            key("partition-key-secret", "", Secret::new);
    public static final ConfigKey<Boolean> CORS_EXPOSE = key("cors-expose", "false", flag());
    public static final ConfigKey<BodyStyle> BODY = key("body", "problem", oneOf(BodyStyle.class));
    public static final ConfigKey<List<Locale>> LANGUAGES =
            key("languages", "en, de", listOf(LanguageSyntax::parse));
    public static final ConfigKey<String> LOGIN_PAGE =
            key("login-page", "", LoginPageSyntax::parse);
    public static final ConfigKey<Boolean> LIMITS_RESOURCE =
            key("limits-resource", "false", flag());
    public static final ConfigKey<List<Limit>> LIMITS_RESOURCE_LIMIT =
            key("limits-resource.limit", "60/minute", LimitSyntax::parse);
    public static final ConfigKey<Boolean> CONSOLE = key("console", "false", flag());
    public static final ConfigKey<List<Limit>> CONSOLE_LOGIN_LIMIT =
            key("console.login-limit", "10/minute", LimitSyntax::parse);
    public static final ConfigKey<String> CONSOLE_ROLE =
            key("console.role", "throttled-admin", text());
    public static final ConfigKey<List<IpNetwork>> TRUSTED_PROXIES =
            key("trusted-proxies", "", listOf(ProxySyntax::parse));
    public static final ConfigKey<Long> IPV4_PREFIX = key("ipv4-prefix", "32", wholeNumber(1, 32));
    public static final ConfigKey<Long> IPV6_PREFIX = key("ipv6-prefix", "64", wholeNumber(1, 128));
    public static final ConfigKey<Duration> CLIENT_MAX_WAIT =
            key("client.max-wait", "5s", DurationSyntax::parse);
    public static final ConfigKey<List<String>> GLOBAL =
            key("global", "", listOf(PolicyName::parse));

    public static final ConfigKey<List<Limit>> POLICY_LIMIT =
            key("policy.NAME.limit", "", LimitSyntax::parse);
    public static final ConfigKey<List<Limit>> TIER_LIMIT =
            key("policy.NAME.tier.TIER.limit", "", LimitSyntax::parse);
    public static final ConfigKey<Strategy> POLICY_STRATEGY =
            key("policy.NAME.strategy", "fixed-window", oneOf(Strategy.class));
    public static final ConfigKey<Long> POLICY_SEGMENTS =
            key("policy.NAME.segments", "", wholeNumber(2, MAX_SEGMENTS));
    public static final ConfigKey<Long> POLICY_BURST =
            key("policy.NAME.burst", "", wholeNumber(1, Long.MAX_VALUE));
    public static final ConfigKey<Duration> POLICY_MAX_WAIT =
            key("policy.NAME.max-wait", "", DurationSyntax::parse);
    public static final ConfigKey<Long> POLICY_LEASE =
            key("policy.NAME.lease", "1", LeaseSyntax::parse);
    public static final ConfigKey<ZoneId> POLICY_ZONE =
            key("policy.NAME.zone", "UTC", ZoneSyntax::parse);
    public static final ConfigKey<KeyExpression> POLICY_KEY =
            key("policy.NAME.key", "user|ip", KeyExpression::parse);
    public static final ConfigKey<Cost> POLICY_COST = key("policy.NAME.cost", "1", Cost::parse);
    public static final ConfigKey<QuotaUnit> POLICY_QUOTA_UNIT =
            key("policy.NAME.quota-unit", "requests", oneOf(QuotaUnit.class));
    public static final ConfigKey<Mode> POLICY_MODE =
            key("policy.NAME.mode", "enforce", oneOf(Mode.class));
    public static final ConfigKey<CountOn> POLICY_COUNT_ON =
            key("policy.NAME.count-on", "", CountOn::parse);
    public static final ConfigKey<Long> POLICY_MAX_UNDECIDED =
            key("policy.NAME.max-undecided", "", wholeNumber(1, Integer.MAX_VALUE));
    public static final ConfigKey<List<CallerPattern>> POLICY_EXEMPT =
            key("policy.NAME.exempt", "", listOf(CallerPattern::parse));
    public static final ConfigKey<List<CallerPattern>> POLICY_DENY =
            key("policy.NAME.deny", "", listOf(CallerPattern::parse));
    public static final ConfigKey<BanRule> POLICY_BAN =
            key("policy.NAME.ban", "", BanSyntax::parse);
    public static final ConfigKey<Long> POLICY_MAX_KEYS =
            key("policy.NAME.max-keys", "100000", wholeNumber(1, Integer.MAX_VALUE));
    public static final ConfigKey<OnStoreFailure> POLICY_ON_STORE_FAILURE =
            key("policy.NAME.on-store-failure", "", oneOf(OnStoreFailure.class));
    public static final ConfigKey<Boolean> POLICY_DURABLE =
            key("policy.NAME.durable", "false", flag());

    public static final ConfigKey<RoutePattern> ROUTE_PATH =
            key("route.NAME.path", "", RoutePattern::parse);
    public static final ConfigKey<List<String>> ROUTE_METHODS =
            key("route.NAME.methods", "", listOf(MethodSyntax::parse));
    public static final ConfigKey<List<String>> ROUTE_POLICY =
            key("route.NAME.policy", "", listOf(PolicyName::parse));

    private ConfigKeys() {}

    /** All keys. */
    public static List<ConfigKey<?>> all() {
        return Collections.unmodifiableList(TABLE);
    }

    private static <T> ConfigKey<T> key(String pattern, String fallback, ValueSyntax<T> syntax) {
        ConfigKey<T> key = new ConfigKey<>(pattern, fallback, syntax);
        TABLE.add(key);
        return key;
    }
}
