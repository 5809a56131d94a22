package io.github.throttled.internal.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.HostileTexts;
import io.github.throttled.LinearCost;
import io.github.throttled.internal.config.catalog.BeanNames;
import io.github.throttled.internal.config.catalog.PolicyCatalog;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.key.KeySettings;
import io.github.throttled.internal.key.PartitionKey;
import io.github.throttled.internal.key.TrustedProxies;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whatever a request holds, it has a key, before anybody has had a look at it. */
class UnauthenticatedCallerProperties {

    private static final int LONGEST = PartitionKey.MAX_LENGTH;

    @Property(tries = 300)
    void any_request_has_a_key_that_is_short_and_printable(
            @ForAll("hostile") String header,
            @ForAll("hostile") String cookie,
            @ForAll("hostile") String query) {
        UnauthenticatedCaller unauthenticated =
                new UnauthenticatedCaller(request(header, cookie, query));
        for (String sources :
                List.of(
                        "header:x-api-key",
                        "cookie:id",
                        "query:q",
                        "ip",
                        "query:q|header:x-api-key|ip",
                        "header:x-api-key+cookie:id+query:q+ip")) {
            assertThat(key(sources).of(unauthenticated))
                    .as(sources)
                    .hasSizeLessThanOrEqualTo(LONGEST)
                    .matches("[ -~]+");
        }
    }

    @Property(tries = 300)
    void what_is_told_apart_has_keys_of_its_own(
            @ForAll("hostile") String one, @ForAll("hostile") String other) {
        PartitionKey key = key("header:x-api-key");

        assertThat(
                        key.of(new UnauthenticatedCaller(request(one, "", "")))
                                .equals(key.of(new UnauthenticatedCaller(request(other, "", "")))))
                .isEqualTo(one.equals(other));
    }

    @Example
    void what_a_request_costs_grows_with_its_length_only() {
        PartitionKey query = key("query:q");
        PartitionKey all = key("header:x-api-key+cookie:id+query:q");

        LinearCost.assertThatOf(
                text -> query.of(new UnauthenticatedCaller(request("", "", text))),
                List.of("&", "=", "q", "q=", "%", "%41", "+", ";", "x"));
        LinearCost.assertThatOf(
                text -> all.of(new UnauthenticatedCaller(request(text, text, text))),
                List.of("a", "\u0000", "\ud800", "=", "&"));
    }

    private static PartitionKey key(String sources) {
        Map<String, String> settings =
                Map.of("throttled.policy.p.limit", "1/day", "throttled.policy.p.key", sources);
        Problems problems = new Problems();
        Policy policy =
                PolicyCatalog.read(
                                new SmallRyeConfigBuilder()
                                        .withSources(
                                                new PropertiesConfigSource(settings, "test", 100))
                                        .build(),
                                new BeanNames(Set.of(), Set.of()),
                                problems)
                        .find("p")
                        .orElseThrow(() -> new AssertionError(problems.message()));
        return PartitionKey.of(
                policy.key(), new KeySettings(TrustedProxies.NONE, 32, 64, name -> null));
    }

    /** One that has the same text wherever a client can put any. */
    private static HttpServletRequest request(String header, String cookie, String query) {
        return (HttpServletRequest)
                Proxy.newProxyInstance(
                        UnauthenticatedCallerProperties.class.getClassLoader(),
                        new Class<?>[] {HttpServletRequest.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getHeader" -> header;
                                    case "getHeaders" -> Collections.enumeration(List.of(header));
                                    case "getCookies" -> new Cookie[] {new Cookie("id", cookie)};
                                    case "getQueryString" -> "q=" + query;
                                    case "getRemoteAddr" -> header;
                                    default -> throw new AssertionError(method);
                                });
    }

    @Provide
    Arbitrary<String> hostile() {
        return HostileTexts.any();
    }
}
