package io.github.throttled.it.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;

/** The users of the application, who log in with basic authentication. */
@ApplicationScoped
@BasicAuthenticationMechanismDefinition(realmName = "test")
public class Users extends PasswordStore {}
