package io.github.throttled.it;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends a request to a server under test and waits for the response. */
final class Exchange {

    /** Far more than any test waits for; a server that hangs must not hang the tests. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private Exchange() {}

    /** Any failure fails the test. */
    static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
