package io.github.throttled.example.account;

/**
 * What a customer gets for logging in.
 *
 * @param token goes into {@code Authorization: Bearer}
 * @param expiresInSeconds how long it is good for
 */
public record Session(String user, String token, long expiresInSeconds) {}
