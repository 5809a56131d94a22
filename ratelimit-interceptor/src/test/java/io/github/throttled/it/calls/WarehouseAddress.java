package io.github.throttled.it.calls;

import jakarta.ws.rs.core.UriBuilder;

import org.eclipse.microprofile.config.spi.ConfigSource;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where the warehouse is: on a port that is known only when the application is called. */
public class WarehouseAddress implements ConfigSource {

    private static final Map<String, String> VALUES = new ConcurrentHashMap<>();

    /** The server keeps what it has read for a while: an address never changes. */
    static void set(URI address) {
        VALUES.put("warehouse/mp-rest/url", address(address, "127.0.0.1"));
        VALUES.put("closed/mp-rest/url", address(address, "localhost"));
    }

    private static String address(URI address, String host) {
        return UriBuilder.fromUri(address).host(host).build().toString();
    }

    @Override
    public Set<String> getPropertyNames() {
        return VALUES.keySet();
    }

    @Override
    public String getValue(String name) {
        return VALUES.get(name);
    }

    @Override
    public String getName() {
        return "warehouse address";
    }
}
