package io.github.throttled.it.answers;

import io.github.throttled.Decision;
import io.github.throttled.RejectionBody;

import jakarta.enterprise.context.ApplicationScoped;

import java.util.Map;

/** Writes the bodies of one policy, and fails with those of another. */
@ApplicationScoped
public class ShopError implements RejectionBody {

    @Override
    public Object write(Decision decision, String message) {
        return switch (decision.policy()) {
            case "own" -> Map.of("code", decision.reason(), "message", message);
            case "failing" -> throw new IllegalStateException("no words");
            default -> null;
        };
    }

    @Override
    public String mediaType() {
        return "application/vnd.shop+json";
    }
}
