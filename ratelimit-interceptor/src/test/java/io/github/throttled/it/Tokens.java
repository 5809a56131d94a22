package io.github.throttled.it;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Signs JSON Web Tokens with a key of its own. */
final class Tokens {

    static final String ISSUER = "https://tests.example";

    private static final long LIFETIME_SECONDS = 3600;

    private final KeyPair keys;

    Tokens() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    String publicKey() {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    String of(String user, String tenant) {
        long now = Instant.now().getEpochSecond();
        String claims =
                """
                {"iss":"%s","sub":"%s","upn":"%s","jti":"%s","iat":%d,"exp":%d,"groups":["user"],"tenant":"%s"}"""
                        .formatted(
                                ISSUER,
                                user,
                                user,
                                UUID.randomUUID(),
                                now,
                                now + LIFETIME_SECONDS,
                                tenant);
        String signed =
                encoded(bytes("{\"alg\":\"RS256\",\"typ\":\"JWT\"}"))
                        + '.'
                        + encoded(bytes(claims));
        return signed + '.' + encoded(signature(signed));
    }

    private byte[] signature(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(bytes(text));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
