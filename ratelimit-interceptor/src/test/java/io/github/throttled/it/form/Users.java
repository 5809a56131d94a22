package io.github.throttled.it.form;

import io.github.throttled.it.console.PasswordStore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.FormAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.LoginToContinue;

/** The users of the application, who log in with a form. */
@ApplicationScoped
@FormAuthenticationMechanismDefinition(
        loginToContinue =
                @LoginToContinue(loginPage = "/api/form", errorPage = "/api/form?wrong=true"))
public class Users extends PasswordStore {}
