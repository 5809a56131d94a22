package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Attacks on the bookshop, on three nodes with the timeouts that they have by default. Each has one
 * row of a table: how many attempts there were, how many had what they wanted and how many may have
 * it, and how a decent client was served meanwhile.
 *
 * <p>{@code abuse.keys} is how many keys a flood has, {@code abuse.tries} how many attempts there
 * are of what is made up at random, {@code abuse.seed} what it is made up from.
 */
@Tag("long")
@ExtendWith(ClusterExtension.class)
@Attacked
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class AbuseIT {

    private static final int KEYS = Integer.getInteger("abuse.keys", 20_000);
    private static final int TRIES = Integer.getInteger("abuse.tries", 300);
    private static final long SEED = Long.getLong("abuse.seed", System.nanoTime() % 100_000);

    /** Enough to exhaust what every attacker shall find exhausted. */
    private static final int TOO_MANY = 60;

    /** Places are given back as soon as the server knows that nobody is there any more. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** It has a query, so that its path is spelled without one. */
    private static final String SEARCH = "/api/books/search";

    private static final String QUERY = "?q=wilde";

    /** What the search finds, which is this one book. */
    private static final Pattern FOUND = Pattern.compile("\\[\\{[^{}]*Dorian Gray[^{}]*}]");

    /** The same, or only the head of it. */
    private static final Pattern FOUND_OR_HEAD =
            Pattern.compile(FOUND + "|^HTTP/1\\.1 200(?:(?!\\r\\n\\r\\n)[\\s\\S])*\\r\\n\\r\\n$");

    private static final Pattern GREETING = Pattern.compile("Hello from node");
    private static final Pattern REPORT = Pattern.compile("centsPerMonth");
    private static final Pattern OK = Pattern.compile("(?m)^HTTP/1\\.1 200");

    /** The answer to a wrong password, or token. */
    private static final Pattern WRONG = Pattern.compile("(?m)^HTTP/1\\.1 401");

    private final AbuseReport report = new AbuseReport();
    private final Random random = new Random(SEED);
    private Cluster cluster;
    private List<Node> nodes;
    private Bystander bystander;

    @BeforeAll
    void start(Cluster attacked) throws InterruptedException {
        Loopback.require();
        cluster = attacked;
        cluster.repair();
        nodes = cluster.nodes();
        bystander = Bystander.start(nodes);
    }

    @BeforeEach
    void beginAnew() {
        bystander.experience();
    }

    @AfterAll
    void stop() throws IOException, InterruptedException {
        if (bystander == null) {
            return;
        }
        bystander.stop();
        System.out.println("The same again: -Dabuse.seed=" + SEED);
        report.write(Path.of("target", "abuse", "report.md"));
    }

    @Test
    @Order(1)
    void no_spelling_of_a_path_passes_the_limit_of_its_route() throws Exception {
        spell("a route's path", SEARCH, QUERY, FOUND);
    }

    @Test
    @Order(2)
    void no_spelling_of_a_path_passes_the_limit_of_its_method() throws Exception {
        spell("the path of an annotated method", "/api/demo", "", GREETING);
    }

    @Test
    @Order(3)
    void no_spelling_of_a_path_passes_the_limit_of_a_bean() throws Exception {
        spell("the path to an annotated EJB", "/api/reports/sales", "", REPORT);
    }

    private void spell(String what, String path, String query, Pattern wanted) throws Exception {
        Stream<String> requests = HostileRequests.spellings(path, query, TRIES, random);
        assertExhausted("spellings of " + what, path + query, wanted, requests);
    }

    @Test
    @Order(4)
    void no_method_passes_the_limit_of_another() throws Exception {
        assertExhausted(
                "methods, and fields that override them",
                SEARCH + QUERY,
                FOUND_OR_HEAD,
                HostileRequests.methods(SEARCH + QUERY).filter(r -> !r.startsWith("OPTIONS")));
    }

    @Test
    @Order(5)
    void what_is_free_serves_nobody() throws Exception {
        String from = Loopback.unused();
        exhaust(from, SEARCH + QUERY, FOUND);
        Raid raid =
                Raid.run(
                        nodes,
                        from,
                        FOUND,
                        HostileRequests.methods(SEARCH + QUERY)
                                .filter(request -> request.startsWith("OPTIONS")));
        judge("pre-flight requests that want more", raid, 0);
    }

    @Test
    @Order(6)
    void no_framing_passes_a_limit() throws Exception {
        assertExhausted(
                "framings", SEARCH + QUERY, FOUND, HostileRequests.framings(SEARCH + QUERY));
    }

    @Test
    @Order(7)
    void nobody_is_somebody_else_without_a_proxy() throws Exception {
        assertExhausted(
                "fields of proxies that nobody trusts",
                SEARCH + QUERY,
                FOUND,
                HostileRequests.forgeries(TRIES, random).map(AbuseIT::search));
    }

    /** Who sends the field that the proxy does not write shares the proxy's counter. */
    @Test
    @Order(8)
    void a_client_of_a_proxy_has_its_own_counter_and_that_of_the_proxy() throws Exception {
        String client = "X-Forwarded-For: 203.0.113.7";
        Stream<String> plain = Stream.generate(() -> search(client)).limit(TOO_MANY);
        Stream<String> forged =
                HostileRequests.forgeries(TRIES, random)
                        .map(fields -> Stream.concat(Stream.of(fields), Stream.of(client)))
                        .map(fields -> search(fields.toArray(String[]::new)));
        Raid raid = Raid.run(nodes, Loopback.TRUSTED, FOUND, Stream.concat(plain, forged));
        assertThat(raid.passed()).isGreaterThanOrEqualTo(AbuseShop.QUOTA);
        judge("fields of clients whose proxy appends to them", raid, 2 * AbuseShop.QUOTA);
    }

    @Test
    @Order(9)
    void an_aborted_request_is_charged_when_it_is_decided() throws Exception {
        String from = Loopback.unused();
        String policy = AbuseShop.ABORTED.policy();
        String request = HostileRequests.get(AbuseShop.ABORTED.path());
        long before = admitted(policy);
        for (int i = 0; i < TRIES; i++) {
            Node node = node(i);
            abort(
                    node,
                    from,
                    request.substring(0, 1 + random.nextInt(request.length() - 1)),
                    false);
            abort(node, from, request, false);
            abort(node, from, request, true);
        }
        Raid after = Raid.run(nodes, from, OK, plain(AbuseShop.ABORTED.path()));
        assertThat(after.answers("429")).isPositive();
        judge(
                "requests whose connection is reset in the header, after it, and in the answer",
                3 * TRIES + after.attempts(),
                admitted(policy) - before,
                AbuseShop.QUOTA);
    }

    /** Sends it, and goes without waiting for the answer, or in the middle of it. */
    private static void abort(Node node, String from, String request, boolean inTheAnswer)
            throws IOException {
        try (Wire wire = Wire.open(node, from)) {
            wire.send(request);
            if (inTheAnswer) {
                wire.readByte();
            }
            wire.reset();
        }
    }

    @Test
    @Order(10)
    void an_aborted_upload_leaves_no_place_taken() throws Exception {
        String from = Loopback.unused();
        for (int i = 0; i < TRIES; i++) {
            abort(node(i), from, upload(100_000) + "x".repeat(random.nextInt(9000)), false);
        }
        Instant deadline = Instant.now().plus(PATIENCE);
        long taken = AbuseShop.UPLOADS - placesFree(from);
        while (taken > 0 && Instant.now().isBefore(deadline)) {
            taken = AbuseShop.UPLOADS - placesFree(from);
        }
        judge("uploads whose connection is reset, which keep a place", TRIES, taken, 0);
    }

    /** How many uploads can be under way at once, of the two that there may be. */
    private int placesFree(String from) throws IOException {
        try (Wire slow = Wire.open(node(0), from)) {
            slow.send(upload(2) + "x");
            boolean second = Wire.ask(node(1), from, upload(1) + "x").startsWith("HTTP/1.1 200");
            slow.send("x");
            boolean first = slow.readAll().startsWith("HTTP/1.1 200");
            return (first ? 1 : 0) + (second ? 1 : 0);
        }
    }

    private static String upload(int size) {
        return "POST /api/books/1/cover HTTP/1.1\r\nHost: shop.test\r\nConnection: close\r\nContent-Length: "
                + size
                + "\r\n\r\n";
    }

    @Test
    @Order(11)
    void one_address_tries_few_passwords_in_the_form() throws Exception {
        Raid raid = Raid.run(nodes, Loopback.unused(), WRONG, guesses("user-%d").limit(TOO_MANY));
        assertThat(raid.passed()).isPositive();
        judge(
                "passwords in the form, one address",
                raid,
                AbuseShop.wrongAnswers(AbuseShop.GUESSES));
    }

    @Test
    @Order(12)
    void many_addresses_lock_no_user_out() throws Exception {
        Stream<String> requests =
                IntStream.range(0, TRIES)
                        .mapToObj(i -> login("alice", i, "X-Forwarded-For: 198.51.100." + i % 250));
        Raid raid = Raid.run(nodes, Loopback.TRUSTED, WRONG, requests);
        assertThat(raid.passed()).isPositive();
        String body = "{\"user\": \"alice\", \"password\": \"rabbit-hole\"}";
        String own =
                Wire.ask(
                        node(0),
                        Loopback.TRUSTED,
                        HostileRequests.post("/api/login", body, "X-Forwarded-For: 203.0.113.1"));
        judge(
                "passwords of one user in the form, 250 addresses behind a trusted proxy: the user"
                        + " locked out",
                raid.attempts(),
                OK.matcher(own).find() ? 0 : 1,
                0);
    }

    @Test
    @Order(13)
    void one_address_tries_few_passwords_at_the_console() throws Exception {
        Stream<String> requests =
                IntStream.range(0, TOO_MANY)
                        .mapToObj(i -> basic("olivia:" + i))
                        .map(field -> HostileRequests.get("/throttled/api/overview", field));
        Raid raid = Raid.run(nodes, Loopback.unused(), WRONG, requests);
        assertThat(raid.passed()).isPositive();
        judge(
                "passwords at the console, one address",
                raid,
                AbuseShop.CONSOLE_GUESSES + Raid.ATTACKERS - 1);
    }

    @Test
    @Order(14)
    void one_address_tries_few_tokens() throws Exception {
        Raid raid = tokens("GET", "/api/demo", "X-Forwarded-For: 198.51.100.1, 127.0.0.1");
        judge(
                "tokens, one address that claims to be another",
                raid,
                AbuseShop.wrongAnswers(AbuseShop.FAILED_LOGINS));
    }

    @Test
    @Order(15)
    void tokens_are_not_free_with_another_method() throws Exception {
        judge(
                "tokens with OPTIONS",
                tokens("OPTIONS", "/api/demo"),
                AbuseShop.wrongAnswers(AbuseShop.FAILED_LOGINS));
    }

    @Test
    @Order(16)
    void tokens_are_not_free_in_a_preflight() throws Exception {
        Raid raid =
                tokens(
                        "OPTIONS",
                        "/api/demo",
                        "Origin: https://evil.test",
                        "Access-Control-Request-Method: GET");
        judge(
                "tokens in a pre-flight request",
                raid,
                AbuseShop.wrongAnswers(AbuseShop.FAILED_LOGINS));
    }

    @Test
    @Order(17)
    void tokens_are_not_free_where_there_is_no_resource() throws Exception {
        judge(
                "tokens at no resource",
                tokens("GET", "/api/nothing"),
                AbuseShop.wrongAnswers(AbuseShop.FAILED_LOGINS));
    }

    @Test
    @Order(18)
    void tokens_are_not_free_at_a_static_file() throws Exception {
        judge(
                "tokens at a static file",
                tokens("GET", "/index.html"),
                AbuseShop.wrongAnswers(AbuseShop.FAILED_LOGINS));
    }

    @Test
    @Order(19)
    void tokens_are_not_free_on_a_path_with_a_route_of_its_own() throws Exception {
        judge(
                "tokens on a path that has a route of its own",
                tokens("GET", SEARCH + QUERY),
                AbuseShop.wrongAnswers(AbuseShop.FAILED_LOGINS));
    }

    private Raid tokens(String method, String path, String... fields) throws Exception {
        Stream<String> requests =
                IntStream.range(0, TOO_MANY)
                        .mapToObj(i -> "Authorization: Bearer alice.4102444800.guess" + i)
                        .map(field -> Stream.concat(Stream.of(field), Stream.of(fields)))
                        .map(
                                all ->
                                        HostileRequests.request(
                                                method, path, all.toArray(String[]::new)));
        Raid raid = Raid.run(nodes, Loopback.unused(), WRONG, requests);
        assertThat(raid.passed()).isPositive();
        return raid;
    }

    @Test
    @Order(20)
    void a_reset_connection_washes_no_guess_off() throws Exception {
        String from = Loopback.unused();
        long before = admitted("login-per-ip");
        List<String> guesses = guesses("washer-%d").limit(TOO_MANY).toList();
        for (int i = 0; i < guesses.size(); i++) {
            abort(node(i), from, guesses.get(i), i % 2 == 0);
        }
        Raid after = Raid.run(nodes, from, WRONG, guesses("washer-%d").limit(TOO_MANY));
        judge(
                "washing off: passwords whose answer nobody waits for",
                TOO_MANY + after.attempts(),
                admitted("login-per-ip") - before,
                AbuseShop.wrongAnswers(AbuseShop.GUESSES));
    }

    @Test
    @Order(21)
    void an_error_washes_no_guess_off() throws Exception {
        Stream<String> errors =
                Stream.of(
                                "{\"user\": 1, \"password\": [2]}",
                                "{\"user\": \"washer\", \"password\": \"%d\"",
                                "[]",
                                "",
                                "\"\"",
                                "null",
                                "{\"user\": \"\\u0000\", \"password\": \"\\ud800\"}",
                                "{\"user\": \"washer\", \"user\": \"other\", \"password\": \"1\"}",
                                "{\"user\": \"washer\", \"password\": \""
                                        + "9".repeat(9000)
                                        + "\"}",
                                "[".repeat(5000))
                        .map(body -> HostileRequests.post("/api/login", body));
        Stream<String> fields =
                Stream.of(
                                "Accept: image/png",
                                "Accept: application/json;q=0",
                                "Accept-Encoding: x, *;q=0",
                                "Accept-Language: " + "x,".repeat(1000),
                                "Content-Encoding: gzip",
                                "Expect: 100-continue",
                                "Origin: null",
                                "Range: bytes=5-1",
                                "If-Match: x")
                        .map(field -> login("washer", 1, field));
        Stream<String> alternating =
                Stream.concat(errors, fields)
                        .flatMap(odd -> Stream.of(odd, login("washer-" + odd.hashCode(), 2)));
        Raid raid = Raid.run(nodes, Loopback.unused(), WRONG, alternating);
        judge(
                "washing off: errors between passwords",
                raid,
                AbuseShop.wrongAnswers(AbuseShop.GUESSES));
    }

    /** Who is told that another limit is exhausted has not been told whether a token is right. */
    @Test
    @Order(22)
    void the_rejection_of_another_policy_washes_no_guess_off() throws Exception {
        String from = Loopback.unused();
        exhaust(from, "/api/demo", GREETING);
        Stream<String> requests =
                IntStream.range(0, TOO_MANY)
                        .mapToObj(i -> "Authorization: Bearer alice.4102444800.guess" + i)
                        .map(field -> HostileRequests.get("/api/demo", field));
        Raid raid = Raid.run(nodes, from, WRONG, requests);
        judge(
                "washing off: tokens where another policy rejects",
                raid,
                AbuseShop.wrongAnswers(AbuseShop.FAILED_LOGINS));
    }

    @Test
    @Order(23)
    void a_flood_of_keys_stays_within_its_bound_and_washes_no_denial_off() throws Exception {
        Flood flood = Flood.run(nodes, KEYS);
        assertThat(flood.errors()).isEmpty();
        long most = 2L * AbuseShop.MAX_KEYS * Cluster.SIZE;
        assertThat(flood.keysKept()).isPositive().isLessThan(most);
        add(
                "a flood of %,d keys where a node keeps %,d: exhausted keys that pass"
                        .formatted(KEYS, AbuseShop.MAX_KEYS),
                flood.asked(),
                flood.washedOff(),
                0,
                "");
    }

    @Test
    @Order(24)
    void one_client_leaves_places_to_wait_to_others() throws Exception {
        try (WaitingClients greedy = WaitingClients.from(Loopback.unused())) {
            int taken = Cluster.SIZE * AbuseShop.WAITING + TOO_MANY;
            for (int i = 0; i < taken; i++) {
                greedy.come(node(i));
            }
            greedy.awaitTaken(nodes);
            judge(
                    "places to wait, all asked for by one client: others refused",
                    taken,
                    othersRefused(),
                    0);
        }
    }

    @Test
    @Order(25)
    void clients_that_have_gone_leave_their_places_to_others() throws Exception {
        int gone = Cluster.SIZE * AbuseShop.WAITING + TOO_MANY;
        try (WaitingClients leaving = WaitingClients.from(Loopback.unused())) {
            for (int i = 0; i < gone; i++) {
                leaving.come(node(i));
            }
            leaving.awaitTaken(nodes);
            leaving.leave();
        }
        judge(
                "places to wait, of clients that have gone: others refused",
                gone,
                othersRefused(),
                0);
    }

    /** Of callers who come twice at once, the second has to wait for half a second. */
    private long othersRefused() throws IOException {
        long refused = 0;
        for (int i = 0; i < 10; i++) {
            String other = Loopback.unused();
            for (int twice = 0; twice < 2; twice++) {
                String answer =
                        Wire.ask(node(i), other, HostileRequests.get(AbuseShop.QUEUED.path()));
                refused += answer.startsWith("HTTP/1.1 429") ? 1 : 0;
            }
        }
        return refused;
    }

    /** What comes when a limit is exhausted, and is for the same, is rejected. */
    private void assertExhausted(
            String attack, String target, Pattern wanted, Stream<String> requests)
            throws InterruptedException {
        String from = Loopback.unused();
        exhaust(from, target, wanted);
        bystander.experience();
        Raid raid = Raid.run(nodes, from, wanted, requests);
        assertThat(raid.answers("429")).as("%s: what has reached the limit", attack).isPositive();
        judge(attack, raid, 0);
    }

    private void exhaust(String from, String target, Pattern wanted) throws InterruptedException {
        Raid raid = Raid.run(nodes, from, wanted, plain(target));
        assertThat(raid.passed()).isEqualTo(AbuseShop.QUOTA);
    }

    private static String search(String... fields) {
        return HostileRequests.get(SEARCH + QUERY, fields);
    }

    private static Stream<String> plain(String target) {
        return Stream.generate(() -> HostileRequests.get(target)).limit(TOO_MANY);
    }

    private Stream<String> guesses(String user) {
        return IntStream.iterate(0, i -> i + 1).mapToObj(i -> login(user.formatted(i), i));
    }

    private static String login(String user, int password, String... fields) {
        String body = "{\"user\": \"%s\", \"password\": \"%d\"}".formatted(user, password);
        return HostileRequests.post("/api/login", body, fields);
    }

    private static String basic(String both) {
        return "Authorization: " + Login.basic(both);
    }

    private long admitted(String policy) throws IOException, InterruptedException {
        return Scrape.of(nodes).decisions(policy, "admitted");
    }

    private Node node(int call) {
        return nodes.get(call % nodes.size());
    }

    private void judge(String attack, Raid raid, long mayPass) {
        judge(attack, raid.attempts(), raid.passed(), mayPass, raid.toString());
    }

    private void judge(String attack, long attempts, long passed, long mayPass) {
        judge(attack, attempts, passed, mayPass, "");
    }

    private void judge(String attack, long attempts, long passed, long mayPass, String details) {
        Bystander.Experience experience = add(attack, attempts, passed, mayPass, details);
        assertThat(experience.surprises()).as("%s: the decent client", attack).isEmpty();
    }

    private Bystander.Experience add(
            String attack, long attempts, long passed, long mayPass, String details) {
        Bystander.Experience experience = bystander.experience();
        report.add(attack, attempts, passed, mayPass, experience);
        assertThat(passed).as("%s: %s", attack, details).isLessThanOrEqualTo(mayPass);
        return experience;
    }
}
