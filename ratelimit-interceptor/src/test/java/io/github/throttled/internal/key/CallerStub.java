package io.github.throttled.internal.key;

import io.github.throttled.KeyResolver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A caller that is what the test says; nulls and what is missing are absent.
 *
 * @param values by kind and name, as in {@code cookie:id}
 */
record CallerStub(
        String remoteAddress,
        String userName,
        Map<String, String> values,
        List<Object> keyArguments)
        implements Caller {

    /** The resolver {@code tenant} says what the header {@code tenant} does. */
    private static final Map<String, KeyResolver> RESOLVERS =
            Map.of("tenant", call -> call.header("tenant"));

    static final KeySettings SETTINGS = settings(32, 64);

    static KeySettings settings(int ipv4PrefixBits, int ipv6PrefixBits) {
        return new KeySettings(TrustedProxies.NONE, ipv4PrefixBits, ipv6PrefixBits, RESOLVERS::get);
    }

    static CallerStub at(String remoteAddress) {
        return new CallerStub(remoteAddress, null, Map.of(), List.of());
    }

    static CallerStub named(String userName) {
        return new CallerStub(null, userName, Map.of(), List.of());
    }

    static CallerStub nobody() {
        return at(null);
    }

    CallerStub withUser(String name) {
        return new CallerStub(remoteAddress, name, values, keyArguments);
    }

    CallerStub withHeader(String name, String value) {
        return with("header:" + name, value);
    }

    /**
     * With one more value.
     *
     * @param source as in {@code cookie:id}
     */
    CallerStub with(String source, String value) {
        Map<String, String> more = new HashMap<>(values);
        more.put(source, value);
        return new CallerStub(remoteAddress, userName, more, keyArguments);
    }

    CallerStub withArguments(List<Object> arguments) {
        return new CallerStub(remoteAddress, userName, values, arguments);
    }

    @Override
    public String header(String name) {
        return values.get("header:" + name);
    }

    @Override
    public String cookie(String name) {
        return values.get("cookie:" + name);
    }

    @Override
    public String claim(String name) {
        return values.get("claim:" + name);
    }

    @Override
    public String pathParameter(String name) {
        return values.get("path:" + name);
    }

    @Override
    public String queryParameter(String name) {
        return values.get("query:" + name);
    }

    @Override
    public String session() {
        return values.get("session");
    }

    @Override
    public boolean isInRole(String role) {
        return userName != null && role.equals("role of " + userName);
    }
}
