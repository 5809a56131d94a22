package io.github.throttled.it.signals;

import io.github.throttled.Banned;
import io.github.throttled.Rejected;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

@ApplicationScoped
public class Alarm {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    void onRejected(@ObservesAsync Rejected rejected) {
        heard.add("rejected by " + rejected.policy() + ": " + rejected.decision().reason());
    }

    void onBanned(@ObservesAsync Banned banned) {
        heard.add("banned by " + banned.policy() + ": " + banned.key());
    }

    List<String> heard() {
        return heard;
    }
}
