package io.github.throttled.internal.store.jdbc;

import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Finds data sources of the server by their JNDI names. */
final class DataSources {

    private DataSources() {}

    /**
     * The data source of this name; call this on a thread of the application.
     *
     * @throws IllegalStateException if there is none
     */
    static DataSource find(String name) {
        try {
            Object found = new InitialContext().lookup(name);
            if (found instanceof DataSource dataSource) {
                return dataSource;
            }
            throw missing(name, "what is there is no DataSource", null);
        } catch (NamingException e) {
            throw missing(name, "there is no such data source", e);
        }
    }

    private static IllegalStateException missing(String name, String why, Exception cause) {
        return new IllegalStateException(
                "throttled.data-source = "
                        + name
                        + ": "
                        + why
                        + ". Durable policies are written there: write the JNDI name of a data"
                        + " source that the server has, or remove durable from the policies.",
                cause);
    }
}
