package io.github.throttled.it.sources;

import io.github.throttled.ThrottleCost;
import io.github.throttled.ThrottleKey;
import io.github.throttled.Throttled;

import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;

@ApplicationScoped
public class Mail {

    @Throttled("param")
    public String to(@ThrottleKey String recipient, String subject) {
        return subject;
    }

    @Throttled("bean-address")
    public String byAddress() {
        return "sent";
    }

    @Throttled("newsletter")
    public String toAll(@ThrottleCost List<String> recipients) {
        return "sent";
    }
}
