package io.github.throttled.example.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;

import java.util.Map;
import java.util.Set;

/**
 * Whom the shop knows. The customers: {@code alice}, whose password is {@code rabbit-hole}, and
 * {@code dorian}, whose password is {@code portrait}. The operator, who may open the console:
 * {@code olivia}, whose password is {@code night-owl}. Only hashes are kept.
 */
@ApplicationScoped
class Accounts {

    private static final Map<String, Account> ACCOUNTS =
            Map.of(
                    "alice",
                    new Account(
                            "PBKDF2WithHmacSHA256:100000:NaguIeyXEhvF4xeIrzFfug==:"
                                    + "fKpSAhgddztXyB1tTPLR6LjYN7ggZZp83X+NsZgWAf0=",
                            "customer"),
                    "dorian",
                    new Account(
                            "PBKDF2WithHmacSHA256:100000:vqgx99S7XNB0HuPMYIg8Uw==:"
                                    + "FvZefZHoeSPj2WQiIcCtZK367jKtkrRFfk+3WNrEsp8=",
                            "customer"),
                    "olivia",
                    new Account(
                            "PBKDF2WithHmacSHA256:100000:8dOIj6QiJZcV0jhx66rluw==:"
                                    + "df/0cI5Wazt+n/skWeOmXpTWgXgsNI4/ygyx/plG6ZU=",
                            "throttled-admin"));

    @Inject Pbkdf2PasswordHash hash;

    /** Whether this is somebody with this password; an unknown one takes as long to refuse. */
    boolean matches(Credentials credentials) {
        Account account = ACCOUNTS.get(credentials.user());
        Account compared = account != null ? account : ACCOUNTS.get("alice");
        return hash.verify(credentials.password().toCharArray(), compared.hash())
                && account != null;
    }

    /** The roles of somebody whom the shop knows. */
    Set<String> rolesOf(String user) {
        return Set.of(ACCOUNTS.get(user).role());
    }

    /** What is kept of somebody: the hash of the password, and the role. */
    private record Account(String hash, String role) {}
}
