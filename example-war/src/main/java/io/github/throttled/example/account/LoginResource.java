package io.github.throttled.example.account;

import io.github.throttled.Throttled;

import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The door. Limited per address, so that passwords cannot be tried out. */
@Path("login")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class LoginResource {

    @Inject Accounts accounts;
    @Inject Tokens tokens;

    /** A token for the right password, 401 for a wrong one. */
    @POST
    @Throttled("login-per-ip")
    public Session login(Credentials credentials) {
        if (credentials == null) {
            throw new BadRequestException("Send {\"user\": \"alice\", \"password\": \"...\"}");
        }
        if (!accounts.matches(credentials)) {
            throw new NotAuthorizedException("Bearer");
        }
        String user = credentials.user();
        return new Session(user, tokens.issue(user), Tokens.LIFETIME.toSeconds());
    }
}
