package io.github.throttled.internal.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;

import java.security.Principal;
import java.util.Map;
import java.util.Set;

class ClaimsTest {

    /** A token with these claims. */
    private record Token(Map<String, Object> claims) implements JsonWebToken {
        @Override
        public String getName() {
            return "alice";
        }

        @Override
        public Set<String> getClaimNames() {
            return claims.keySet();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T getClaim(String claimName) {
            return (T) claims.get(claimName);
        }
    }

    private final Token token = new Token(Map.of("tenant", "acme", "json", "\"ajax\"", "level", 7));

    @Test
    void a_claim_is_its_text() {
        assertThat(Claims.of(token, "tenant")).isEqualTo("acme");
        assertThat(Claims.of(token, "level")).isEqualTo("7");
    }

    @Test
    void a_json_string_is_its_text_without_quotes() {
        assertThat(Claims.of(token, "json")).isEqualTo("ajax");
    }

    @Test
    void what_is_not_claimed_is_nothing() {
        assertThat(Claims.of(token, "other")).isNull();
        assertThat(Claims.of(null, "tenant")).isNull();
        assertThat(Claims.of((Principal) () -> "alice", "tenant")).isNull();
    }
}
