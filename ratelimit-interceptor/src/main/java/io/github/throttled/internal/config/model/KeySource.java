package io.github.throttled.internal.config.model;

import io.github.throttled.internal.config.syntax.BadValueException;
import io.github.throttled.internal.config.syntax.SafeText;

import java.util.Locale;
import java.util.regex.Pattern;

/** One thing that tells callers apart. */
public sealed interface KeySource {

    /**
     * Whether any servlet container can tell as soon as a request arrives, and tells the same when
     * the user is known. What a bean of the application would ask nobody knows, and a session may
     * be another one after a login.
     */
    default boolean precedesAuthentication() {
        return this instanceof Ip
                || this instanceof Header
                || this instanceof Cookie
                || this instanceof QueryParameter
                || this instanceof Global;
    }

    /** As it is written in the configuration. */
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

    /** What a bean of the application says. */
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
