package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.bare.Api;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

/** The first requests of a node find all that they need. */
class WarmUpIT {

    private static PayaraMicro server;

    @BeforeAll
    static void start() throws Exception {
        Stream<String> policies =
                Stream.of(
                        "resource",
                        "bean",
                        "hand",
                        "route",
                        "cookie",
                        "plenty",
                        "exhausted",
                        "by-path",
                        "by-query",
                        "by-cookie",
                        "by-header",
                        "by-address");
        server =
                PayaraMicro.start(
                        Wars.of(
                                Api.class.getPackage(),
                                Stream.concat(
                                                Stream.of("throttled.application=warm"),
                                                policies.map(
                                                        name ->
                                                                "throttled.policy."
                                                                        + name
                                                                        + ".limit=1/day"))
                                        .toArray(String[]::new)),
                        "--nocluster");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void the_first_requests_load_no_class_of_ours() throws Exception {
        Client client = Client.of(server.application("bare"));
        int before = server.loadedClasses().size();

        assertThat(client.get("resource").statusCode()).isEqualTo(200);
        assertThat(client.get("resource").statusCode()).isEqualTo(429);

        List<String> all = server.loadedClasses();
        assertThat(all.subList(0, before)).contains("io.github.throttled.rest.ThrottleFilter");
        assertThat(all.subList(before, all.size()))
                .isNotEmpty()
                .filteredOn(name -> name.startsWith("io.github.throttled."))
                .filteredOn(name -> !name.startsWith(Api.class.getPackageName()))
                .isEmpty();
    }
}
