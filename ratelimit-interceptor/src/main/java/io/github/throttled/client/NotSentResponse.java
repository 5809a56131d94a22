package io.github.throttled.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SubmissionPublisher;

import javax.net.ssl.SSLSession;

/** The response to a request that was not sent. */
record NotSentResponse<T>(HttpRequest request, HttpHeaders headers, Version version, T body)
        implements HttpResponse<T> {

    /** Lets the handler read the body, as if a server had sent it. */
    static <T> HttpResponse<T> of(
            NotSent notSent, HttpRequest request, Version version, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        HttpHeaders headers =
                HttpHeaders.of(
                        Map.of(
                                "Retry-After", List.of(Long.toString(notSent.seconds())),
                                "Content-Type", List.of("text/plain")),
                        (name, value) -> true);
        BodySubscriber<T> subscriber = handler.apply(new Info(headers, version));
        // Delivers on this thread, or later on the one that asks for the body.
        try (var publisher = new SubmissionPublisher<List<ByteBuffer>>(Runnable::run, 1)) {
            publisher.subscribe(subscriber);
            publisher.submit(
                    List.of(
                            ByteBuffer.wrap(notSent.text().getBytes(StandardCharsets.US_ASCII))
                                    .asReadOnlyBuffer()));
        }
        try {
            T body = subscriber.getBody().toCompletableFuture().get();
            return new NotSentResponse<>(request, headers, version, body);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    @Override
    public int statusCode() {
        return NotSent.STATUS;
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
        return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
        return Optional.empty();
    }

    @Override
    public URI uri() {
        return request.uri();
    }

    private record Info(HttpHeaders headers, Version version) implements ResponseInfo {

        @Override
        public int statusCode() {
            return NotSent.STATUS;
        }
    }
}
