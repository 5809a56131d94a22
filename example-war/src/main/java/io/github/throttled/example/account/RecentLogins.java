package io.github.throttled.example.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers which credentials were right. Checking a password is slow on purpose, and a console
 * sends it every two seconds. What is kept is of no use to anybody who reads the memory later: it
 * is keyed with a random number of this process.
 */
@ApplicationScoped
class RecentLogins {

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret = new byte[32];
    private final Map<String, Instant> until = new ConcurrentHashMap<>();

    RecentLogins() {
        new SecureRandom().nextBytes(secret);
    }

    /** Remembers what was right, for as long as a token is good. */
    void add(String authorization) {
        until.values().removeIf(Instant.now()::isAfter);
        until.put(fingerprint(authorization), Instant.now().plus(Tokens.LIFETIME));
    }

    /** Whether it was right lately. */
    boolean contains(String authorization) {
        Instant end = until.get(fingerprint(authorization));
        return end != null && Instant.now().isBefore(end);
    }

    private String fingerprint(String authorization) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(authorization.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, e);
        }
    }
}
