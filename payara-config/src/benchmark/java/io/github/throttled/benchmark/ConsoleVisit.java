package io.github.throttled.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.throttled.benchmark.deployed.Operators;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * An operator who has the console of an application open, at the page of one policy. It asks for
 * what that page asks for, as often: the overview every second, and the rest every other second.
 */
final class ConsoleVisit implements AutoCloseable {

    private static final String AUTHORIZATION =
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString(
                                    (Operators.USER + ":" + Operators.PASSWORD).getBytes(UTF_8));

    private static final String OVERVIEW = "overview";
    private static final List<String> REST = List.of("series", "overrides");

    private static final long TIMEOUT_SECONDS = 20;

    private final ScheduledExecutorService page = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch asked = new CountDownLatch(2);
    private final PayaraMicro server;
    private final String api;
    private final String keys;
    private int turn;
    private volatile Exception failure;

    private ConsoleVisit(PayaraMicro server, War war, String policy) {
        this.server = server;
        this.api = '/' + war.context() + "/throttled/api/";
        this.keys = "keys?policy=" + policy;
    }

    /** Returns when the page has asked twice: what a visit switches on is on by then. */
    static ConsoleVisit open(PayaraMicro server, War war, String policy)
            throws IOException, InterruptedException {
        ConsoleVisit visit = new ConsoleVisit(server, war, policy);
        visit.page.scheduleAtFixedRate(visit::refresh, 0, 1, TimeUnit.SECONDS);
        if (!visit.asked.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            visit.page.shutdownNow();
            throw new IOException("The console does not answer.", visit.failure);
        }
        return visit;
    }

    private void refresh() {
        try {
            get(OVERVIEW);
            if (turn++ % 2 == 0) {
                for (String part : REST) {
                    get(part);
                }
                get(keys);
            }
            asked.countDown();
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = server.get(api + path, AUTHORIZATION);
        if (answer.statusCode() != 200) {
            throw new IOException("The console answers " + answer + ": " + answer.body());
        }
        return answer.body();
    }

    /** Whether the console shows that the policy has been asked for this key. */
    void checkShows(String key) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!get(keys).contains('"' + key + '"')) {
            if (System.nanoTime() > deadline) {
                throw new IOException("The console does not show " + key + ": " + get(keys));
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /**
     * Leaves.
     *
     * @throws IOException if the console has not always answered
     */
    @Override
    public void close() throws IOException {
        page.shutdownNow();
        if (failure != null) {
            throw new IOException("The console has not always answered.", failure);
        }
    }
}
