package io.github.throttled.benchmark;

import java.io.IOException;
import java.net.http.HttpResponse;

/** What is asked over HTTP. The first is what most others are compared with. */
enum Endpoint {
    UNTHROTTLED(
            "the same resource without Throttled",
            War.PLAIN,
            "book/leased",
            200,
            HttpTarget.NONE,
            null),
    LEASED(
            "`lease=auto`, admitted",
            War.THROTTLED,
            "book/leased",
            200,
            HttpTarget.rateAtLeast(0.95).p99AtMost(1.1).cpuAtMostMicrosMore(8),
            UNTHROTTLED),
    TOLD(
            "the same fields by hand, without a limit",
            War.PLAIN,
            "by-hand/admitted",
            200,
            HttpTarget.NONE,
            UNTHROTTLED),
    REFUSED(
            "the same 429 by hand, without a limit",
            War.PLAIN,
            "by-hand/denied",
            429,
            HttpTarget.NONE,
            UNTHROTTLED),
    DENIED(
            "denied: 429 with its fields and its body",
            War.THROTTLED,
            "book/denied",
            429,
            HttpTarget.rateAtLeast(1),
            REFUSED),
    LOCAL(
            "`store=local`, admitted",
            War.LOCAL,
            "book/strict",
            200,
            HttpTarget.rateAtLeast(0.95).p99AtMost(1.1).cpuAtMostMicrosMore(8),
            UNTHROTTLED),
    STRICT(
            "strict, admitted",
            War.THROTTLED,
            "book/strict",
            200,
            HttpTarget.rateAtLeast(0.8).cpuAtMostMicrosMore(35),
            UNTHROTTLED),
    WRITTEN(
            "one `IMap.set` and the same fields by hand, without a limit",
            War.PLAIN,
            "by-hand/written",
            200,
            HttpTarget.NONE,
            UNTHROTTLED);

    private final String label;
    private final War war;
    private final String path;
    private final int status;
    private final HttpTarget target;
    private final Endpoint peer;

    Endpoint(String label, War war, String path, int status, HttpTarget target, Endpoint peer) {
        this.label = label;
        this.war = war;
        this.path = path;
        this.status = status;
        this.target = target;
        this.peer = peer;
    }

    /** As the table calls it. */
    String label() {
        return label;
    }

    War war() {
        return war;
    }

    String path() {
        return '/' + war.context() + '/' + path;
    }

    /** Of every answer. */
    int status() {
        return status;
    }

    HttpTarget target() {
        return target;
    }

    /** The endpoint that the target compares it with; null if there is none. */
    Endpoint peer() {
        return peer;
    }

    /**
     * Asks once, and looks at the whole answer: a fast wrong one is none.
     *
     * @throws IllegalStateException if it is wrong
     */
    void check(PayaraMicro server) throws IOException, InterruptedException {
        HttpResponse<String> answer = server.get(path());
        boolean isWhole =
                answer.statusCode() == 429
                        ? answer.headers().firstValue("Retry-After").isPresent()
                                && answer.body().contains("quota-exceeded")
                        : answer.body().contains("War and Peace");
        boolean tells = answer.headers().firstValue("RateLimit").isPresent();
        if (answer.statusCode() != status || !isWhole || tells == (this == UNTHROTTLED)) {
            throw new IllegalStateException(
                    this + " is answered with " + answer + ": " + answer.body());
        }
    }
}
