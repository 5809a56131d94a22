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
 * The door. What counts are wrong passwords: few of one address, and of one user from one address
 * fewer and fewer. Nothing counts for a user from all addresses together: that would be a way for
 * anybody to lock the user out.
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
        String tries = user + "@" + limiter.callerAddress();
        Decision decision = limiter.tryAcquire("login-per-user", tries);
        if (!decision.allowed()) {
            throw new RateLimitExceededException(decision);
        }
        if (!accounts.matches(credentials)) {
            throw new NotAuthorizedException("Bearer");
        }
        // Who knows the password has guessed nothing.
        limiter.reset("login-per-user", tries);
        return new Session(user, tokens.issue(user), Tokens.LIFETIME.toSeconds());
    }
}
