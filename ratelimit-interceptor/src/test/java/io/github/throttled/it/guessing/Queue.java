package io.github.throttled.it.guessing;

import jakarta.enterprise.context.ApplicationScoped;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Where requests wait for as long as a test likes. */
@ApplicationScoped
public class Queue {

    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();

    CountDownLatch isOpen() {
        return open;
    }

    AtomicInteger waiting() {
        return waiting;
    }
}
