package io.github.throttled.internal.enforcement;

import io.github.throttled.internal.key.Caller;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A caller together with the arguments of a bean's method. */
record BeanCall(Caller caller, ThrottledParameters parameters, Object[] values) implements Caller {

    /**
     * Replaces null by an empty array: proxies of Rest Clients pass null when a method has no
     * parameters.
     */
    BeanCall {
        values = values == null ? new Object[0] : values;
    }

    @Override
    public List<Object> arguments() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    @Override
    public List<Object> keyArguments() {
        return parameters.keysIn(values);
    }

    @Override
    public Object costArgument() {
        return parameters.costIn(values);
    }

    @Override
    public String remoteAddress() {
        return caller.remoteAddress();
    }

    @Override
    public String userName() {
        return caller.userName();
    }

    @Override
    public boolean isInRole(String role) {
        return caller.isInRole(role);
    }

    @Override
    public String header(String name) {
        return caller.header(name);
    }

    @Override
    public List<String> headers(String name) {
        return caller.headers(name);
    }

    @Override
    public String cookie(String name) {
        return caller.cookie(name);
    }

    @Override
    public String claim(String name) {
        return caller.claim(name);
    }

    @Override
    public String pathParameter(String name) {
        return caller.pathParameter(name);
    }

    @Override
    public String queryParameter(String name) {
        return caller.queryParameter(name);
    }

    @Override
    public String session() {
        return caller.session();
    }
}
