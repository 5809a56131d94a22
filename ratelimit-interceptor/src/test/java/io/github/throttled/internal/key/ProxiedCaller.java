package io.github.throttled.internal.key;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A caller of whom only the peer and header fields are known.
 *
 * @param fields the lines of each field, in their order
 */
public record ProxiedCaller(String remoteAddress, Map<String, List<String>> fields)
        implements Caller {

    public ProxiedCaller {
        Map<String, List<String>> inAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        inAnyCase.putAll(fields);
        fields = inAnyCase;
    }

    public static ProxiedCaller of(
            String remoteAddress, List<String> forwarded, List<String> xForwardedFor) {
        return new ProxiedCaller(
                remoteAddress, Map.of("Forwarded", forwarded, "X-Forwarded-For", xForwardedFor));
    }

    @Override
    public List<String> headers(String name) {
        return fields.getOrDefault(name, List.of());
    }

    @Override
    public String header(String name) {
        return headers(name).stream().findFirst().orElse(null);
    }

    @Override
    public String userName() {
        return null;
    }

    @Override
    public boolean isInRole(String role) {
        return false;
    }
}
