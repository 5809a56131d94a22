package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.store.hazelcast.Grid;
import io.github.throttled.it.guessing.Api;
import io.github.throttled.it.login.Users;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URL;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The recipe against guessing passwords, which has to hold wherever one is checked. */
@ExtendWith(ArquillianExtension.class)
class GuessingIT {

    private static final int FAILURES = 5;
    private static final int CONSOLE_FAILURES = 3;
    private static final int GUESSES = 20;

    @ArquillianResource URL application;

    @Deployment(testable = false)
    static WebArchive house() {
        return Wars.of(
                        Api.class.getPackage(),
                        "throttled.trusted-proxies=127.0.0.1, ::1",
                        "throttled.limits-resource=true",
                        "throttled.console=true",
                        "throttled.console.login-limit=" + CONSOLE_FAILURES + "/day",
                        "throttled.global=failed-logins",
                        "throttled.policy.failed-logins.limit=" + FAILURES + "/day",
                        "throttled.policy.failed-logins.key=ip",
                        "throttled.policy.failed-logins.count-on=401",
                        "throttled.route.busy.path=/busy",
                        "throttled.route.busy.policy=busy",
                        "throttled.policy.busy.limit=1/day",
                        "throttled.policy.busy.key=user|ip")
                .addClass(Users.class)
                .addAsWebResource(new StringAsset("plans"), "private/plans.txt")
                .setWebXML(
                        new StringAsset(
                                """
                                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                                  <security-constraint>
                                    <web-resource-collection>
                                      <web-resource-name>clerks</web-resource-name>
                                      <url-pattern>/api/vault</url-pattern>
                                      <url-pattern>/private/*</url-pattern>
                                    </web-resource-collection>
                                    <auth-constraint><role-name>clerk</role-name></auth-constraint>
                                  </security-constraint>
                                  <security-role><role-name>clerk</role-name></security-role>
                                </web-app>
                                """));
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.1, anna, GET, vault",
        "198.51.100.2, bert, GET, hall",
        "198.51.100.3, carl, OPTIONS, hall",
        "198.51.100.4, dora, OPTIONS, vault",
        "198.51.100.5, emil, HEAD, hall",
        "198.51.100.6, fritz, GET, busy",
        "198.51.100.7, gerd, GET, nowhere",
        "198.51.100.8, hanna, GET, throttled/limits",
        "198.51.100.9, inge, GET, ../private/plans.txt",
        "198.51.100.10, jan, POST, ../private/plans.txt",
        "198.51.100.11, kurt, GET, ../private/nothing",
        "198.51.100.12, lena, GET, ../nothing"
    })
    void few_guesses_reach_the_identity_store(
            String address, String user, String method, String path) {
        Client guesser = from(address, user, "wrong");
        for (int i = 0; i < GUESSES; i++) {
            guesser.send(method, path);
        }

        assertThat(asked(user)).isLessThanOrEqualTo(FAILURES);
        int before = asked(user);
        assertThat(from(address, user, "secret").get("vault").statusCode())
                .isEqualTo(before < FAILURES ? 200 : 429);
        assertThat(asked(user)).isEqualTo(before < FAILURES ? before + 1 : before);
    }

    @Test
    void a_preflight_with_credentials_is_a_guess() {
        Client guesser =
                from("198.51.100.13", "mia", "wrong")
                        .and("Origin", "https://shop.example")
                        .and("Access-Control-Request-Method", "POST");
        for (int i = 0; i < GUESSES; i++) {
            guesser.send("OPTIONS", "hall");
        }

        assertThat(asked("mia")).isEqualTo(FAILURES);
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.14, nora, ../throttled/",
        "198.51.100.15, olga, ../throttled/api/overview"
    })
    void the_console_has_a_limit_of_its_own(String address, String user, String path) {
        for (int i = 0; i < GUESSES; i++) {
            assertThat(from(address, user, "wrong").get(path).statusCode())
                    .isEqualTo(i < CONSOLE_FAILURES ? 401 : 429);
        }

        HttpResponse<String> rejected = from(address, user, "secret").get(path);
        assertThat(rejected.statusCode()).isEqualTo(429);
        assertThat(rejected.headers().firstValue("Retry-After")).isPresent();
        // What is not the console's is still open.
        assertThat(from(address, user, "secret").get("vault").statusCode()).isEqualTo(200);
    }

    @Test
    void who_looks_at_the_console_without_a_password_guesses_none() {
        Client visitor = Client.of(application).with("X-Forwarded-For", "198.51.100.16");
        for (int i = 0; i < GUESSES; i++) {
            assertThat(visitor.get("../throttled/api/overview").statusCode()).isEqualTo(401);
        }

        assertThat(from("198.51.100.16", "paul", "secret").get("../throttled/").statusCode())
                .isEqualTo(403);
    }

    @Test
    void right_passwords_are_in_nobodys_way() {
        Client user = from("198.51.100.17", "rosa", "secret");

        Map<Integer, Long> answers = together(10, 60, () -> user.get("vault").statusCode());

        assertThat(answers).isEqualTo(Map.of(200, 60L));
    }

    @Test
    void slow_requests_that_never_fail_are_in_nobodys_way() {
        String address = "198.51.100.18";
        ExecutorService slow = Executors.newFixedThreadPool(10);
        try {
            List<CompletableFuture<String>> waiting =
                    IntStream.range(0, 10)
                            .mapToObj(
                                    i ->
                                            CompletableFuture.supplyAsync(
                                                    () ->
                                                            from(address, "udo", "secret")
                                                                    .get("queue")
                                                                    .body(),
                                                    slow))
                            .toList();
            Grid.await(() -> Client.of(application).get("waiting").body().equals("10"));

            for (int i = 0; i < GUESSES; i++) {
                assertThat(from(address, "vera", "secret").get("vault").body()).isEqualTo("vera");
            }
            Client.of(application).get("open");
            assertThat(waiting)
                    .allSatisfy(
                            answer ->
                                    assertThat(answer.orTimeout(60, TimeUnit.SECONDS).join())
                                            .isEqualTo("served"));
        } finally {
            slow.shutdownNow();
        }
    }

    @Test
    void guesses_at_the_same_time_are_bounded() {
        Client guesser = from("198.51.100.19", "willi", "wrong");

        together(30, 200, () -> guesser.get("vault").statusCode());

        assertThat(asked("willi")).isBetween(FAILURES, 20);
    }

    private static Map<Integer, Long> together(int threads, int calls, Supplier<Integer> call) {
        ExecutorService clients = Executors.newFixedThreadPool(threads);
        try {
            return IntStream.range(0, calls)
                    .mapToObj(i -> CompletableFuture.supplyAsync(call, clients))
                    .toList()
                    .stream()
                    .map(answer -> answer.orTimeout(60, TimeUnit.SECONDS).join())
                    .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
        } finally {
            clients.shutdownNow();
        }
    }

    /** A client at another address, as a trusted proxy tells it, who logs in. */
    private Client from(String address, String user, String password) {
        return Client.of(application).as(user, password).and("X-Forwarded-For", address);
    }

    /** How often the identity store was asked about somebody. */
    private int asked(String user) {
        return Integer.parseInt(Client.of(application).get("asked/" + user).body());
    }
}
