package io.github.throttled.example.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;

import java.util.Map;

/**
 * The customers: {@code alice}, whose password is {@code rabbit-hole}, and {@code dorian}, whose
 * password is {@code portrait}. Only hashes are kept.
 */
@ApplicationScoped
class Accounts {

    private static final Map<String, String> HASHES =
            Map.of(
                    "alice",
                    "PBKDF2WithHmacSHA256:100000:NaguIeyXEhvF4xeIrzFfug==:"
                            + "fKpSAhgddztXyB1tTPLR6LjYN7ggZZp83X+NsZgWAf0=",
                    "dorian",
                    "PBKDF2WithHmacSHA256:100000:vqgx99S7XNB0HuPMYIg8Uw==:"
                            + "FvZefZHoeSPj2WQiIcCtZK367jKtkrRFfk+3WNrEsp8=");

    @Inject Pbkdf2PasswordHash hash;

    /** Whether this is a customer with this password; an unknown one takes as long to refuse. */
    boolean matches(Credentials credentials) {
        String stored = HASHES.get(credentials.user());
        String compared = stored != null ? stored : HASHES.get("alice");
        return hash.verify(credentials.password().toCharArray(), compared) && stored != null;
    }
}
