package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.concurrent.Api;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URL;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Limits of calls at a time, which end in all the ways that calls can end. */
@ExtendWith(ArquillianExtension.class)
class ConcurrencyIT {

    private static final List<String> KINDS =
            List.of(
                    "request",
                    "stream",
                    "suspended",
                    "promise",
                    "failing",
                    "bean",
                    "stage",
                    "by-hand");

    @ArquillianResource URL application;

    @Deployment(testable = false)
    static WebArchive concurrent() {
        return Wars.of(
                Api.class.getPackage(),
                KINDS.stream()
                        .flatMap(
                                name ->
                                        Stream.of(
                                                        "strategy=concurrent",
                                                        "limit=2",
                                                        "key=header:X-Test")
                                                .map(
                                                        line ->
                                                                "throttled.policy."
                                                                        + name
                                                                        + '.'
                                                                        + line))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"request", "stream", "suspended", "promise", "failing", "bean", "stage"})
    void two_at_a_time_until_they_end(String path) {
        Client client = Client.of(application);
        int success = path.equals("failing") ? 500 : 200;

        for (int round = 0; round < 3; round++) {
            List<CompletableFuture<HttpResponse<String>>> calls =
                    List.of(begin(client, path, 1), begin(client, path, 2));
            assertThat(client.get(path).statusCode()).isEqualTo(429);

            client.get("open");
            assertThat(calls).extracting(call -> call.join().statusCode()).containsOnly(success);
        }
    }

    @Test
    void a_program_holds_a_permit_as_long_as_it_likes() {
        Client client = Client.of(application);

        begin(client, "by-hand", 1);
        begin(client, "by-hand", 2);

        assertThat(client.get("by-hand").body()).isEqualTo("too many");
        client.get("open");
    }

    @Test
    void clients_are_told_that_calls_at_a_time_are_counted() {
        Client client = Client.of(application);
        CompletableFuture<HttpResponse<String>> call = begin(client, "request", 1);
        client.get("open");

        assertThat(call.join().headers().firstValue("RateLimit-Policy"))
                .hasValue("\"request\";q=2;qu=\"concurrent-requests\"");
        assertThat(call.join().headers().firstValue("RateLimit")).hasValue("\"request\";r=1");
    }

    /**
     * Makes a call, and waits until it runs. A permit may come back a moment after the response of
     * the call that had it: then the call is made again.
     */
    private static CompletableFuture<HttpResponse<String>> begin(
            Client client, String path, int running) {
        while (true) {
            CompletableFuture<HttpResponse<String>> call =
                    CompletableFuture.supplyAsync(
                            () -> client.get(path), task -> new Thread(task).start());
            while (!call.isDone()) {
                if (client.get("running").body().equals(Integer.toString(running))) {
                    return call;
                }
            }
            assertThat(call.join().statusCode()).isEqualTo(429);
        }
    }
}
