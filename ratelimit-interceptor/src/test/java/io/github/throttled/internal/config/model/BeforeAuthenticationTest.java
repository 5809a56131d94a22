package io.github.throttled.internal.config.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which policies are asked before anybody knows who the user is. */
class BeforeAuthenticationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ip",
                "global",
                "header:X-Api-Key",
                "cookie:visitor",
                "query:q|ip",
                "ip+query:q"
            })
    void what_the_request_itself_tells_is_known_before(String key) {
        assertThat(precedes("key=" + key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user",
                "user|ip",
                "ip+user",
                "claim:tenant",
                "session",
                "path:id",
                "tenant"
            })
    void what_else_there_is_in_a_key_comes_after(String key) {
        assertThat(precedes("key=" + key)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "exempt=ip:10.0.0.0/8, true",
        "deny=ip:10.0.0.0/8, true",
        "exempt=role:admin, false",
        "exempt=user:alice, false",
        "deny=role:guest, false",
        "deny=user:mallory, false",
        "tier.gold.limit=9/minute, false",
        "cost=2, true",
        "cost=rendering, false",
        "count-on=401, true"
    })
    void so_does_all_that_depends_on_who_the_user_is(String setting, boolean precedes) {
        assertThat(precedes(setting, "key=ip")).isEqualTo(precedes);
    }

    @Test
    void an_annotation_can_make_a_cost_depend_on_it() {
        Policy policy = policy("key=ip");

        assertThat(new Charge(policy, Cost.parse("rendering")).precedesAuthentication()).isFalse();
    }

    private static boolean precedes(String... settings) {
        Policy policy = policy(settings);
        return new Charge(policy, policy.cost()).precedesAuthentication();
    }

    private static Policy policy(String... settings) {
        String[] lines = new String[settings.length + 1];
        lines[0] = "throttled.policy.p.limit=5/minute";
        for (int i = 0; i < settings.length; i++) {
            lines[i + 1] = "throttled.policy.p." + settings[i];
        }
        Configured configured = Configured.by(lines);
        assertThat(configured.complaints()).isEmpty();
        return configured.policy("p");
    }
}
