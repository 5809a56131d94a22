package io.github.throttled.example.account;

import io.github.throttled.Decision;
import io.github.throttled.RateLimitExceededException;
import io.github.throttled.RateLimiter;
import io.github.throttled.Throttled;

import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * The door. Limited per address, so that passwords cannot be tried out, and per user, because an
 * attacker may have many addresses.
 */
@Path("login")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class LoginResource {

    @Inject Accounts accounts;
    @Inject Tokens tokens;
    @Inject RateLimiter limiter;

    /** A token for the right password, 401 for a wrong one, 429 for too many of either. */
    @POST
    @Throttled("login-per-ip")
    public Session login(Credentials credentials) {
        if (credentials == null || credentials.user().isEmpty()) {
            throw new BadRequestException("Send {\"user\": \"alice\", \"password\": \"...\"}");
        }
        String user = credentials.user();
        // The user stands in the body, which an annotation cannot see: this limit is asked by hand.
        Decision decision = limiter.tryAcquire("login-per-user", user);
        if (!decision.allowed()) {
            throw new RateLimitExceededException(decision);
        }
        if (!accounts.matches(credentials)) {
            throw new NotAuthorizedException("Bearer");
        }
        return new Session(user, tokens.issue(user), Tokens.LIFETIME.toSeconds());
    }
}
