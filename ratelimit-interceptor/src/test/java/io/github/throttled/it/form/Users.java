package io.github.throttled.it.form;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.FormAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.LoginToContinue;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;

import java.util.Set;

/** Everybody whose password is {@code secret}; {@code olivia} is an operator. */
@ApplicationScoped
@FormAuthenticationMechanismDefinition(
        loginToContinue =
                @LoginToContinue(loginPage = "/api/form", errorPage = "/api/form?wrong=true"))
public class Users implements IdentityStore {

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
