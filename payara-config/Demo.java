import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows one limit over many nodes: {@code java Demo.java URL...} sends the nodes requests in turn, a
 * few more than the limit of the endpoint {@code /api/demo}, and tells what became of each. Exits
 * with 1 if not exactly as many were admitted as the limit says, 2 if it could not ask.
 */
final class Demo {

    private static final int TOO_MANY = 5;
    private static final String ROW = "%3s  %-8s %-10s %9s  %s%n";

    /** Everybody who sends the same value shares a counter; nobody has sent this one before. */
    private final String run = UUID.randomUUID().toString();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<String> nodes = new TreeSet<>();
    private int admitted;

    public static void main(String... urls) throws InterruptedException {
        try {
            System.exit(new Demo().run(urls) ? 0 : 1);
        } catch (IOException e) {
            System.err.println("The demo stopped: " + e.getMessage());
            System.exit(2);
        }
    }

    private boolean run(String... urls) throws IOException, InterruptedException {
        System.out.printf(ROW, "#", "node", "answer", "remaining", "retry after");
        long limit = 1;
        long calls = 1;
        for (int call = 1; call <= calls; call++) {
            HttpResponse<String> response = get(urls[(call - 1) % urls.length] + "/api/demo");
            limit = number(response, "RateLimit-Policy", "q");
            calls = limit + TOO_MANY;
            show(call, response);
        }
        boolean right = admitted == limit;
        System.out.printf(
                "%n%d of %d admitted%s over %d %s.%n",
                admitted,
                calls,
                right ? ": one limit" : ", but the limit is " + limit,
                nodes.size(),
                nodes.size() == 1 ? "node" : "nodes");
        return right;
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url))
                        .header("X-Demo-Run", run)
                        .timeout(Duration.ofSeconds(10))
                        .build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() != 200 && response.statusCode() != 429) {
            throw new IOException(url + " answered " + response.statusCode());
        }
        return response;
    }

    private HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) { // which often has no message
            throw new IOException(request.uri() + " does not answer (" + e + ")", e);
        }
    }

    private void show(int call, HttpResponse<String> response) throws IOException {
        boolean ok = response.statusCode() == 200;
        admitted += ok ? 1 : 0;
        String node = response.headers().firstValue("X-Served-By").orElse("?");
        nodes.add(node);
        System.out.printf(
                ROW,
                call,
                node,
                ok ? "admitted" : "rejected",
                number(response, "RateLimit", "r"),
                response.headers().firstValue("Retry-After").map(s -> s + " s").orElse(""));
    }

    /** The parameter of a structured field: 10 for {@code q} of {@code "demo";q=10;w=60}. */
    private static long number(HttpResponse<?> response, String field, String parameter)
            throws IOException {
        String value = response.headers().firstValue(field).orElse("");
        Matcher matcher = Pattern.compile(";" + parameter + "=(\\d+)").matcher(value);
        if (!matcher.find()) {
            throw new IOException(response.uri() + " has no " + field + " field: is it throttled?");
        }
        return Long.parseLong(matcher.group(1));
    }
}
