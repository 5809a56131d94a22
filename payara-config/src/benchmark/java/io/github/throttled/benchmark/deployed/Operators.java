package io.github.throttled.benchmark.deployed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;

import java.util.Set;

/** Lets one user log in with basic authentication, who may use the console. */
@ApplicationScoped
@BasicAuthenticationMechanismDefinition(realmName = "benchmark")
public class Operators implements IdentityStore {

    public static final String USER = "olivia";
    public static final String PASSWORD = "benchmark";

    @Override
    public CredentialValidationResult validate(Credential credential) {
        return credential instanceof UsernamePasswordCredential login
                        && login.compareTo(USER, PASSWORD)
                ? new CredentialValidationResult(USER, Set.of("throttled-admin"))
                : CredentialValidationResult.INVALID_RESULT;
    }
}
