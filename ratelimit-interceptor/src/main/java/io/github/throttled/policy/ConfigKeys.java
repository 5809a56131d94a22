package io.github.throttled.policy;

import static io.github.throttled.algorithm.Algorithm.MAX_SEGMENTS;
import static io.github.throttled.policy.Syntax.flag;
import static io.github.throttled.policy.Syntax.listOf;
import static io.github.throttled.policy.Syntax.oneOf;
import static io.github.throttled.policy.Syntax.someOf;
import static io.github.throttled.policy.Syntax.text;
import static io.github.throttled.policy.Syntax.wholeNumber;

import io.github.throttled.Strategy;
import io.github.throttled.algorithm.Penalty;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** All keys under {@code throttled.}. A key that is not in this table is an unknown key. */
final class ConfigKeys {

    private static final List<ConfigKey<?>> TABLE = new ArrayList<>();

    static final ConfigKey<Boolean> ENABLED = key("enabled", "true", flag());
    static final ConfigKey<String> APPLICATION = key("application", "", text());
    static final ConfigKey<StoreKind> STORE = key("store", "auto", oneOf(StoreKind.class));
    static final ConfigKey<String> HAZELCAST_CONFIG = key("hazelcast.config", "", text());
    static final ConfigKey<Duration> STORE_TIMEOUT =
            key("store.timeout", "1s", DurationSyntax::parse);
    static final ConfigKey<Duration> STORE_MAX_WAIT =
            key("store.max-wait", "5s", DurationSyntax::parse);
    static final ConfigKey<Long> MIN_MEMBERS =
            key("min-members", "1", wholeNumber(1, Integer.MAX_VALUE));
    static final ConfigKey<OnStoreFailure> ON_STORE_FAILURE =
            key("on-store-failure", "local", oneOf(OnStoreFailure.class));
    static final ConfigKey<String> DATA_SOURCE =
            key("data-source", "java:comp/DefaultDataSource", text());
    static final ConfigKey<Duration> DURABLE_INTERVAL =
            key("durable.interval", "5s", DurationSyntax::parse);
    static final ConfigKey<Long> MAX_WAITING =
            key("max-waiting", "1000", wholeNumber(0, Integer.MAX_VALUE));
    static final ConfigKey<Duration> REFRESH = key("refresh", "10s", DurationSyntax::parse);
    static final ConfigKey<Duration> LOG_INTERVAL =
            key("log-interval", "1m", DurationSyntax::parse);
    static final ConfigKey<StoreDown> HEALTH_STORE_DOWN =
            key("health.store-down", "up", oneOf(StoreDown.class));
    static final ConfigKey<Set<HeaderStyle>> HEADERS =
            key("headers", "ietf", someOf(HeaderStyle.class));
    static final ConfigKey<Secret> PARTITION_KEY_SECRET =
            key("partition-key-secret", "", Secret::new);
    static final ConfigKey<Boolean> CORS_EXPOSE = key("cors-expose", "false", flag());
    static final ConfigKey<BodyStyle> BODY = key("body", "problem", oneOf(BodyStyle.class));
    static final ConfigKey<List<Locale>> LANGUAGES =
            key("languages", "en, de", listOf(LanguageSyntax::parse));
    static final ConfigKey<Boolean> LIMITS_RESOURCE = key("limits-resource", "false", flag());
    static final ConfigKey<List<Limit>> LIMITS_RESOURCE_LIMIT =
            key("limits-resource.limit", "60/minute", LimitSyntax::parse);
    static final ConfigKey<Boolean> CONSOLE = key("console", "false", flag());
    static final ConfigKey<List<Limit>> CONSOLE_LOGIN_LIMIT =
            key("console.login-limit", "10/minute", LimitSyntax::parse);
    static final ConfigKey<String> CONSOLE_ROLE = key("console.role", "throttled-admin", text());
    static final ConfigKey<List<IpNetwork>> TRUSTED_PROXIES =
            key("trusted-proxies", "", listOf(ProxySyntax::parse));
    static final ConfigKey<Long> IPV4_PREFIX = key("ipv4-prefix", "32", wholeNumber(1, 32));
    static final ConfigKey<Long> IPV6_PREFIX = key("ipv6-prefix", "64", wholeNumber(1, 128));
    static final ConfigKey<Duration> CLIENT_MAX_WAIT =
            key("client.max-wait", "5s", DurationSyntax::parse);
    static final ConfigKey<List<String>> GLOBAL = key("global", "", listOf(PolicyName::parse));

    static final ConfigKey<List<Limit>> POLICY_LIMIT =
            key("policy.NAME.limit", "", LimitSyntax::parse);
    static final ConfigKey<List<Limit>> TIER_LIMIT =
            key("policy.NAME.tier.TIER.limit", "", LimitSyntax::parse);
    static final ConfigKey<Strategy> POLICY_STRATEGY =
            key("policy.NAME.strategy", "fixed-window", oneOf(Strategy.class));
    static final ConfigKey<Long> POLICY_SEGMENTS =
            key("policy.NAME.segments", "", wholeNumber(2, MAX_SEGMENTS));
    static final ConfigKey<Long> POLICY_BURST =
            key("policy.NAME.burst", "", wholeNumber(1, Long.MAX_VALUE));
    static final ConfigKey<Duration> POLICY_MAX_WAIT =
            key("policy.NAME.max-wait", "", DurationSyntax::parse);
    static final ConfigKey<Long> POLICY_LEASE = key("policy.NAME.lease", "1", LeaseSyntax::parse);
    static final ConfigKey<ZoneId> POLICY_ZONE = key("policy.NAME.zone", "UTC", ZoneSyntax::parse);
    static final ConfigKey<KeyExpression> POLICY_KEY =
            key("policy.NAME.key", "user|ip", KeyExpression::parse);
    static final ConfigKey<Cost> POLICY_COST = key("policy.NAME.cost", "1", Cost::parse);
    static final ConfigKey<Mode> POLICY_MODE =
            key("policy.NAME.mode", "enforce", oneOf(Mode.class));
    static final ConfigKey<CountOn> POLICY_COUNT_ON =
            key("policy.NAME.count-on", "", CountOn::parse);
    static final ConfigKey<Long> POLICY_MAX_UNDECIDED =
            key("policy.NAME.max-undecided", "", wholeNumber(1, Integer.MAX_VALUE));
    static final ConfigKey<List<CallerPattern>> POLICY_EXEMPT =
            key("policy.NAME.exempt", "", listOf(CallerPattern::parse));
    static final ConfigKey<List<CallerPattern>> POLICY_DENY =
            key("policy.NAME.deny", "", listOf(CallerPattern::parse));
    static final ConfigKey<Penalty> POLICY_BAN = key("policy.NAME.ban", "", BanSyntax::parse);
    static final ConfigKey<Long> POLICY_MAX_KEYS =
            key("policy.NAME.max-keys", "100000", wholeNumber(1, Integer.MAX_VALUE));
    static final ConfigKey<OnStoreFailure> POLICY_ON_STORE_FAILURE =
            key("policy.NAME.on-store-failure", "", oneOf(OnStoreFailure.class));
    static final ConfigKey<Boolean> POLICY_DURABLE = key("policy.NAME.durable", "false", flag());

    static final ConfigKey<RoutePattern> ROUTE_PATH =
            key("route.NAME.path", "", RoutePattern::parse);
    static final ConfigKey<List<String>> ROUTE_METHODS =
            key("route.NAME.methods", "", listOf(MethodSyntax::parse));
    static final ConfigKey<List<String>> ROUTE_POLICY =
            key("route.NAME.policy", "", listOf(PolicyName::parse));

    private ConfigKeys() {}

    /** The whole table. */
    static List<ConfigKey<?>> all() {
        return Collections.unmodifiableList(TABLE);
    }

    private static <T> ConfigKey<T> key(String pattern, String fallback, Syntax<T> syntax) {
        ConfigKey<T> key = new ConfigKey<>(pattern, fallback, syntax);
        TABLE.add(key);
        return key;
    }
}
