package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.store.hazelcast.Grid;
import io.github.throttled.it.delay.Api;

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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Calls that wait for their turn, and the threads that they do not hold meanwhile. */
@ExtendWith(ArquillianExtension.class)
class DelayIT {

    @ArquillianResource URL application;

    @Deployment(testable = false)
    static WebArchive delay() {
        Stream<String> policies =
                Stream.of("paced", "stage", "session", "parked", "route", "full")
                        .flatMap(
                                name ->
                                        Stream.of(
                                                        "strategy=leaky-bucket",
                                                        "key=header:X-Test",
                                                        "limit=1/second",
                                                        "max-wait=1 minute")
                                                .filter(
                                                        line ->
                                                                !name.equals("full")
                                                                        || !line.startsWith(
                                                                                "limit"))
                                                .map(
                                                        line ->
                                                                "throttled.policy."
                                                                        + name
                                                                        + '.'
                                                                        + line));
        return Wars.of(
                Api.class.getPackage(),
                Stream.concat(
                                policies,
                                Stream.of(
                                        "throttled.policy.full.limit=1/5s",
                                        "throttled.policy.mails.strategy=leaky-bucket",
                                        "throttled.policy.mails.limit=1/2s",
                                        "throttled.policy.mails.max-wait=1 minute",
                                        "throttled.max-waiting=3",
                                        "throttled.route.route.path=/route",
                                        "throttled.route.route.policy=route"))
                        .toArray(String[]::new));
    }

    @Test
    void a_request_waits_for_its_turn_without_a_thread() {
        Client client = Client.of(application).as("alice", "secret");
        long begin = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> calls =
                IntStream.range(0, 3)
                        .mapToObj(i -> async(() -> client.post("paced", "call " + i)))
                        .toList();
        awaitWaiting(client, 2);

        assertThat(client.get("busy").body()).isEqualTo("0");

        List<HttpResponse<String>> responses = calls.stream().map(CompletableFuture::join).toList();
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(responses)
                .allSatisfy(
                        response -> {
                            assertThat(response.statusCode()).isEqualTo(200);
                            assertThat(response.headers().allValues("X-Stamp"))
                                    .containsExactly("before");
                            assertThat(response.headers().allValues("RateLimit")).hasSize(1);
                        });
        assertThat(responses)
                .extracting(HttpResponse::body)
                .containsExactlyElementsOf(
                        IntStream.range(0, 3)
                                .mapToObj(i -> "call " + i + " from alice at 127.0.0.1 is noted")
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"route", "stage", "session", "parked"})
    void calls_of_all_kinds_wait(String path) {
        Client client = Client.of(application);
        long begin = System.nanoTime();

        List<CompletableFuture<HttpResponse<String>>> calls =
                IntStream.range(0, 3).mapToObj(i -> async(() -> client.get(path))).toList();

        assertThat(calls).allSatisfy(call -> assertThat(call.join().statusCode()).isEqualTo(200));
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void an_asynchronous_ejb_waits_without_a_thread() {
        Client client = Client.of(application).as("alice", "secret");

        client.post("mails", "");
        awaitWaiting(client, 2);

        assertThat(client.get("busy").body()).isEqualTo("0");
        await(() -> client.get("mails").body().split(", ").length == 3);
        assertThat(client.get("mails").body().split(", "))
                .containsExactlyInAnyOrder(
                        "mail 0 from alice", "mail 1 from alice", "mail 2 from alice");
    }

    @Test
    void a_stage_is_completed_for_its_caller() {
        Client client = Client.of(application).as("alice", "secret");
        client.get("stage");

        assertThat(client.get("stage").body()).isEqualTo("for alice");
    }

    @Test
    void who_finds_no_place_to_wait_is_rejected_and_pays_nothing() {
        Client client = Client.of(application);
        client.get("full");
        List<CompletableFuture<HttpResponse<String>>> calls =
                IntStream.range(0, 2).mapToObj(i -> async(() -> client.get("full"))).toList();
        awaitWaiting(client, 2);

        HttpResponse<String> refusal = client.get("full");

        assertThat(refusal.statusCode()).isEqualTo(429);
        assertThat(refusal.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(11L, 15L);
        assertThat(calls).allSatisfy(call -> assertThat(call.join().statusCode()).isEqualTo(200));
    }

    @Test
    void a_client_that_waits_as_often_as_it_can_leaves_places_to_others() {
        Client greedy = Client.of(application);
        greedy.get("full");
        List<CompletableFuture<HttpResponse<String>>> calls =
                IntStream.range(0, 2).mapToObj(i -> async(() -> greedy.get("full"))).toList();
        awaitWaiting(greedy, 2);
        assertThat(greedy.get("full").statusCode()).isEqualTo(429);

        Client other = Client.of(application).with("X-Other", "1");
        other.get("route");

        assertThat(other.get("route").statusCode()).isEqualTo(200);
        assertThat(calls).allSatisfy(call -> assertThat(call.join().statusCode()).isEqualTo(200));
    }

    private static void awaitWaiting(Client client, int calls) {
        await(() -> client.get("waiting").body().equals(Integer.toString(calls)));
    }

    private static void await(BooleanSupplier condition) {
        Grid.await(condition);
    }

    private static CompletableFuture<HttpResponse<String>> async(
            Supplier<HttpResponse<String>> call) {
        return CompletableFuture.supplyAsync(call, task -> new Thread(task).start());
    }
}
