package io.github.throttled.internal.key;

import io.github.throttled.internal.config.model.KeySource;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The value of one source for a caller, as the canonical text of a key. */
@FunctionalInterface
interface KeyPart {

    /**
     * The text begins with the kind of the source, so a user with a name like an address stays a
     * user. It has at most {@link PartitionKey#MAX_LENGTH} characters.
     *
     * @return null if the caller has no such value
     */
    String of(Caller caller);

    /** Creates the part of a source. */
    static KeyPart of(KeySource source, KeySettings settings) {
        if (source instanceof KeySource.Ip) {
            return new AddressPart(
                    settings.proxies(), settings.ipv4PrefixBits(), settings.ipv6PrefixBits());
        }
        if (source instanceof KeySource.User) {
            return shown("user:", Caller::userName);
        }
        if (source instanceof KeySource.Claim claim) {
            return shown("claim", claim.name(), caller -> caller.claim(claim.name()));
        }
        if (source instanceof KeySource.PathParameter path) {
            return shown("path", path.name(), caller -> caller.pathParameter(path.name()));
        }
        if (source instanceof KeySource.Resolver resolver) {
            return shown(
                    "resolver",
                    resolver.bean(),
                    new ResolvedPart(resolver.bean(), settings.resolvers()));
        }
        if (source instanceof KeySource.Header header) {
            return hidden("header", header.name(), caller -> caller.header(header.name()));
        }
        if (source instanceof KeySource.Cookie cookie) {
            return hidden("cookie", cookie.name(), caller -> caller.cookie(cookie.name()));
        }
        if (source instanceof KeySource.QueryParameter query) {
            return hidden("query", query.name(), caller -> caller.queryParameter(query.name()));
        }
        if (source instanceof KeySource.Session) {
            return hidden("session:", Caller::session);
        }
        if (source instanceof KeySource.Parameter) {
            return hidden("param:", KeyPart::arguments);
        }
        if (source instanceof KeySource.Global) {
            return caller -> "global";
        }
        throw new AssertionError("A key source without a key part: " + source);
    }

    /** Whether a value is missing. */
    static boolean absent(String text) {
        return text == null || text.isEmpty();
    }

    private static KeyPart shown(String kind, String name, Function<Caller, String> value) {
        return shown(prefix(kind, name), value);
    }

    /** Shows the value itself, which is no secret and useful to operators. */
    private static KeyPart shown(String prefix, Function<Caller, String> value) {
        int maxLength = PartitionKey.MAX_LENGTH - prefix.length();
        return caller -> {
            String text = value.apply(caller);
            return absent(text) ? null : prefix + KeyText.bounded(text, maxLength);
        };
    }

    private static KeyPart hidden(String kind, String name, Function<Caller, String> value) {
        return hidden(prefix(kind, name), value);
    }

    /** Never shows the value itself: it may be a token, and keys appear in the grid and in logs. */
    private static KeyPart hidden(String prefix, Function<Caller, String> value) {
        return caller -> {
            String text = value.apply(caller);
            return absent(text) ? null : prefix + Fingerprint.of(text);
        };
    }

    /** Leaves space for a fingerprint and its marker. */
    private static String prefix(String kind, String name) {
        int maxLength = PartitionKey.MAX_LENGTH - kind.length() - 3 - Fingerprint.LENGTH;
        return kind + ':' + KeyText.bounded(name, maxLength) + ':';
    }

    /**
     * Each argument follows its length, so that no text can shift a boundary; null if all are null.
     */
    private static String arguments(Caller caller) {
        List<Object> arguments = caller.keyArguments();
        if (arguments.stream().allMatch(Objects::isNull)) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (Object argument : arguments) {
            // For an array, the text of its elements.
            String value = Arrays.deepToString(new Object[] {argument});
            text.append('[')
                    .append(argument == null ? "-" : value.length())
                    .append(']')
                    .append(value);
        }
        return text.toString();
    }
}
