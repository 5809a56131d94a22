package io.github.throttled.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys as a list shows them. */
class MaskedKeyTest {

    @ParameterizedTest
    @CsvSource({
        "ip:192.0.2.1, ip:192.0.2.…",
        "ip:2001:db8:0:0:0:0:0:0, ip:2001:db8:0:0:0:0:0:…",
        "user:alice-smith, user:alice-s…",
        "user:bob, user:bob",
        "global, global",
        "header:x-api-key:0123456789abcdefghijklmn, header:x-api-key:0123456789ab…",
        "anonymous, anonymous"
    })
    void the_end_is_missing(String key, String shown) {
        assertThat(MaskedKey.of(key)).isEqualTo(shown);
    }
}
