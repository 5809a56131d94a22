package io.github.throttled.it.console;

import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;

import java.util.Set;

/** Accepts every user with the password {@code secret}; {@code olivia} is an operator. */
public abstract class PasswordStore implements IdentityStore {

    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (credential instanceof UsernamePasswordCredential login
                && login.getPasswordAsString().equals("secret")) {
            String user = login.getCaller();
            return new CredentialValidationResult(
                    user, Set.of(user.equals("olivia") ? "throttled-admin" : "clerk"));
        }
        return CredentialValidationResult.INVALID_RESULT;
    }
}
