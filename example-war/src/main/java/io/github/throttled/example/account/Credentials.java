package io.github.throttled.example.account;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;

/** What a customer types to log in. What was left out is the empty string. */
public record Credentials(String user, String password) {

    /** Reads the fields of a JSON object. */
    @JsonbCreator
    public Credentials(
            @JsonbProperty("user") String user, @JsonbProperty("password") String password) {
        this.user = user == null ? "" : user;
        this.password = password == null ? "" : password;
    }
}
