package io.github.throttled.internal.observability.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.LogCapture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;

class EventPublisherTest {

    private final LogCapture log = LogCapture.of(EventPublisher.class);
    private final List<CompletableFuture<String>> waiting = new ArrayList<>();
    private final EventPublisher<String> publisher =
            new EventPublisher<>(
                    "Rejected",
                    event -> {
                        CompletableFuture<String> delivery = new CompletableFuture<>();
                        waiting.add(delivery);
                        return delivery;
                    });

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void no_more_than_a_thousand_wait_and_the_rest_is_dropped() {
        publish(1500);

        assertThat(waiting).hasSize(1000);
        assertThat(publisher.dropped()).isEqualTo(500);
    }

    @Test
    void what_has_been_delivered_makes_room() {
        publish(1000);
        waiting.get(0).complete("done");
        waiting.get(1).completeExceptionally(new IllegalStateException("observer"));

        publish(3);

        assertThat(waiting).hasSize(1002);
        assertThat(publisher.dropped()).isEqualTo(1);
    }

    @Test
    void one_line_tells_how_many_were_dropped_when_observers_follow_again() {
        publish(1007);

        waiting.forEach(delivery -> delivery.complete("done"));

        assertThat(log.lines(Level.WARNING))
                .containsExactly("Observers of Rejected events are too slow. Dropped events: 7.");
    }

    @Test
    void a_server_that_takes_no_work_harms_nobody() {
        EventPublisher<String> stopped =
                new EventPublisher<>(
                        "Rejected",
                        event -> {
                            throw new RejectedExecutionException();
                        });
        for (int i = 0; i < 1200; i++) {
            stopped.publish("event");
        }

        assertThat(stopped.dropped()).isEqualTo(1200);
    }

    private void publish(int events) {
        for (int i = 0; i < events; i++) {
            publisher.publish("event " + i);
        }
    }
}
