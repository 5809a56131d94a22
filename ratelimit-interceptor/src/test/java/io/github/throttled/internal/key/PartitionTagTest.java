package io.github.throttled.internal.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.config.settings.Secret;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class PartitionTagTest {

    private final PartitionTag tag = with("correct horse battery staple");

    /** So that every node, and every later version, gives the same tag. */
    @Test
    void a_key_has_one_tag() {
        // printf 'search/ip:192.0.2.1' | openssl dgst -sha256 -hmac SECRET -binary | head -c 9
        assertThat(tag.of("search", "ip:192.0.2.1")).isEqualTo("QB9UTq3SSwsx");
    }

    @Test
    void another_key_policy_or_secret_makes_another_tag() {
        assertThat(tag.of("search", "ip:192.0.2.1"))
                .isNotEqualTo(tag.of("search", "ip:192.0.2.2"))
                .isNotEqualTo(tag.of("orders", "ip:192.0.2.1"))
                .isNotEqualTo(with("correct horse battery stapler").of("search", "ip:192.0.2.1"));
    }

    @Test
    void it_is_short_whatever_the_key() {
        assertThat(tag.of("search", "user:" + "x".repeat(100))).matches("[A-Za-z0-9+/]{12}");
    }

    @Test
    void without_a_secret_there_is_none() {
        assertThat(PartitionTag.with(Optional.empty()).isEmpty()).isTrue();
        assertThat(PartitionTag.with(Optional.empty()).of("search", "ip:192.0.2.1")).isEmpty();
        assertThat(tag.isEmpty()).isFalse();
    }

    private static PartitionTag with(String secret) {
        return PartitionTag.with(Optional.of(new Secret(secret)));
    }
}
