package io.github.throttled.benchmark;

import java.io.IOException;
import java.net.http.HttpResponse;

/** What is asked over HTTP. The first is what the others are compared with. */
enum Endpoint {
    UNTHROTTLED("the same resource without Throttled", War.PLAIN, "book/leased", 200, false),
    LEASED("`lease=auto`, admitted", War.THROTTLED, "book/leased", 200, true),
    TOLD("the same fields by hand, without a limit", War.PLAIN, "by-hand/admitted", 200, false),
    DENIED("denied: 429 with its fields and its body", War.THROTTLED, "book/denied", 429, true),
    REFUSED("the same 429 by hand, without a limit", War.PLAIN, "by-hand/denied", 429, false),
    LOCAL("`store=local`, admitted", War.LOCAL, "book/strict", 200, false),
    STRICT("strict, admitted", War.THROTTLED, "book/strict", 200, false);

    private final String label;
    private final War war;
    private final String path;
    private final int status;
    private final boolean isBound;

    Endpoint(String label, War war, String path, int status, boolean isBound) {
        this.label = label;
        this.war = war;
        this.path = path;
        this.status = status;
        this.isBound = isBound;
    }

    /** As the table calls it. */
    String label() {
        return label;
    }

    String path() {
        return '/' + war.context() + '/' + path;
    }

    /** Of every answer. */
    int status() {
        return status;
    }

    /** Whether the targets speak of it. */
    boolean isBound() {
        return isBound;
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
