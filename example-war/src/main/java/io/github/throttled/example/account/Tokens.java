package io.github.throttled.example.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that every node can check without asking another: {@code user.expiry.signature}, signed
 * with a secret that the nodes share. Users' names have no dots.
 */
@ApplicationScoped
class Tokens {

    /** How long a token is good for. */
    static final Duration LIFETIME = Duration.ofHours(1);

    private static final String ALGORITHM = "HmacSHA256";

    @Inject
    @ConfigProperty(name = "bookshop.token-secret")
    String secret;

    /** A token for this user. */
    String issue(String user) {
        String claim = user + "." + Instant.now().plus(LIFETIME).getEpochSecond();
        return claim + "." + sign(claim);
    }

    /** Whose token this is; empty if it is not ours, or too old. */
    Optional<String> userOf(String token) {
        String[] parts = token.split("\\.");
        if (parts.length != 3 || !isSigned(parts[0] + "." + parts[1], parts[2])) {
            return Optional.empty();
        }
        Instant expiry = Instant.ofEpochSecond(Long.parseLong(parts[1]));
        return Instant.now().isBefore(expiry) ? Optional.of(parts[0]) : Optional.empty();
    }

    private boolean isSigned(String claim, String signature) {
        return MessageDigest.isEqual(sign(claim).getBytes(UTF_8), signature.getBytes(UTF_8));
    }

    private String sign(String claim) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            byte[] signature = mac.doFinal(claim.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, e);
        }
    }
}
