package io.github.throttled.it.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Everybody whose password is {@code secret}; it counts how often it is asked about whom. */
@ApplicationScoped
@BasicAuthenticationMechanismDefinition(realmName = "test")
public class Users implements IdentityStore {

    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (credential instanceof UsernamePasswordCredential login) {
            asked.merge(login.getCaller(), 1, Integer::sum);
            if (login.getPasswordAsString().equals("secret")) {
                return new CredentialValidationResult(login.getCaller(), Set.of("clerk"));
            }
        }
        return CredentialValidationResult.INVALID_RESULT;
    }

    /** How often it was asked about somebody. */
    public int asked(String user) {
        return asked.getOrDefault(user, 0);
    }
}
