package io.github.throttled.key;

import java.util.Map;

/** A caller that is what the test says; nulls and missing headers are absent. */
record CallerStub(String remoteAddress, String userName, Map<String, String> headers)
        implements Caller {

    static CallerStub at(String remoteAddress) {
        return new CallerStub(remoteAddress, null, Map.of());
    }

    static CallerStub named(String userName) {
        return new CallerStub(null, userName, Map.of());
    }

    static CallerStub nobody() {
        return at(null);
    }

    CallerStub withUser(String name) {
        return new CallerStub(remoteAddress, name, headers);
    }

    CallerStub withHeader(String name, String value) {
        return new CallerStub(remoteAddress, userName, Map.of(name, value));
    }

    @Override
    public String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    @Override
    public boolean isInRole(String role) {
        return userName != null && role.equals("role of " + userName);
    }
}
