package io.github.throttled.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Addresses of this machine, all of which Linux lets a client use without asking. */
final class Loopback {

    /** What a node sees of everybody who says nothing else; trusted as a proxy in these tests. */
    static final String TRUSTED = "127.0.0.1";

    /** Two others that are trusted. */
    static final String NGINX = "127.0.0.5";

    static final String HAPROXY = "127.0.0.6";

    /** Where a proxy may stand that nobody trusts. */
    static final String UNTRUSTED = "127.0.0.7";

    private static final AtomicInteger USED = new AtomicInteger();

    private Loopback() {}

    /** Ends the test where the system gives a client no address but one. */
    static void require() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(unused(), 0));
        } catch (IOException e) {
            Prerequisite.missing("Clients have one address only: run this on Linux (" + e + ")");
        }
    }

    /** One that nobody has used, and that is no proxy's. */
    static String unused() {
        int number = USED.incrementAndGet();
        return "127.66." + number / 250 + '.' + (1 + number % 250);
    }
}
