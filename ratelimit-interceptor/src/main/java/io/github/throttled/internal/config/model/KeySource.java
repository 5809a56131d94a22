package io.github.throttled.internal.config.model;

import io.github.throttled.internal.config.syntax.BadValueException;
import io.github.throttled.internal.config.syntax.SafeText;

import java.util.Locale;
import java.util.regex.Pattern;

/** One property that distinguishes callers. */
public sealed interface KeySource {

    /**
     * Whether the source has its final value as soon as a request arrives, in any servlet
     * container. A bean of the application may depend on anything, and a login may change the
     * session.
     */
    default boolean precedesAuthentication() {
        return this instanceof Ip
                || this instanceof Header
                || this instanceof Cookie
                || this instanceof QueryParameter
                || this instanceof Global;
    }

    /** Whether the source may have another value for a caller that has logged in. */
    default boolean dependsOnUser() {
        return this instanceof User || this instanceof Claim || this instanceof Resolver;
    }

    /** The form of the configuration. */
    String text();

    /** The client's address. */
    record Ip() implements KeySource {
        @Override
        public String text() {
            return "ip";
        }
    }

    /** The authenticated user's name. */
    record User() implements KeySource {
        @Override
        public String text() {
            return "user";
        }
    }

    /**
     * The value of a request header.
     *
     * @param name field name, a token of RFC 9110; kept in lower case
     */
    record Header(String name) implements KeySource {

        private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+");

        /**
         * Checks the name and turns it into lower case.
         *
         * @throws BadValueException if no header can have this name
         */
        public Header {
            name = name.toLowerCase(Locale.ROOT);
            if (!TOKEN.matcher(name).matches()) {
                throw new BadValueException(
                        SafeText.quoted(name)
                                + " is not the name of a header; write for example header:X-Tenant");
            }
        }

        @Override
        public String text() {
            return "header:" + name;
        }
    }

    /** The value of a cookie. */
    record Cookie(String name) implements KeySource {
        @Override
        public String text() {
            return "cookie:" + name;
        }
    }

    /** A claim of the caller's MicroProfile JSON Web Token. */
    record Claim(String name) implements KeySource {
        @Override
        public String text() {
            return "claim:" + name;
        }
    }

    /** A parameter of the resource's path. */
    record PathParameter(String name) implements KeySource {
        @Override
        public String text() {
            return "path:" + name;
        }
    }

    /** A parameter of the query string. */
    record QueryParameter(String name) implements KeySource {
        @Override
        public String text() {
            return "query:" + name;
        }
    }

    /** The HTTP session, if there is one. */
    record Session() implements KeySource {
        @Override
        public String text() {
            return "session";
        }
    }

    /** The method's parameters that are annotated as the key. */
    record Parameter() implements KeySource {
        @Override
        public String text() {
            return "param";
        }
    }

    /** The result of a bean of the application. */
    record Resolver(String bean) implements KeySource {
        @Override
        public String text() {
            return bean;
        }
    }

    /** Nothing: all callers share one counter. */
    record Global() implements KeySource {
        @Override
        public String text() {
            return "global";
        }
    }
}
