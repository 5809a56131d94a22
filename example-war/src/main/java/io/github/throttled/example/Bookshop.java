package io.github.throttled.example;

import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/**
 * The API, below {@code /api}. Throttled tells the server of the role that a policy names as a
 * tier; it is declared here all the same, so that nobody takes it for a misspelt one.
 */
@ApplicationPath("api")
@DeclareRoles("customer")
public class Bookshop extends Application {}
