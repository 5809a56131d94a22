package io.github.throttled.internal.config.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.config.model.Configured;
import io.github.throttled.internal.config.reader.Problems;

import org.junit.jupiter.api.Test;

import java.util.Set;

/** The roles that policies ask for, of which a server has to be told. */
class RolesTest {

    private static final Configured SHOP =
            Configured.by(
                    "throttled.policy.search.limit=10/minute",
                    "throttled.policy.search.exempt=role:goldd, ip:10.0.0.1, user:alice",
                    "throttled.policy.search.deny=role:vandals",
                    "throttled.policy.search.tier.silver.limit=20/minute",
                    "throttled.policy.login.limit=5/minute",
                    "throttled.policy.login.deny=role:vandals, role:**");

    @Test
    void those_of_exempt_deny_and_tiers_are_found() {
        assertThat(SHOP.catalog().roles(true).names())
                .containsExactly("goldd", "silver", "vandals");
    }

    @Test
    void a_tier_is_no_role_where_a_bean_tells_tiers() {
        assertThat(SHOP.catalog().roles(false).names()).containsExactly("goldd", "vandals");
    }

    @Test
    void a_role_that_the_application_does_not_name_is_told_with_its_place_and_what_was_meant() {
        assertThat(SHOP.catalog().roles(true).unnamed(Set.of("gold", "silver")))
                .containsExactly(
                        "throttled.policy.search.exempt: nothing else in the application names the"
                                + " role \"goldd\"; did you mean gold? If a login gives callers that"
                                + " role, write @DeclareRoles(\"goldd\") on a class, and this line will"
                                + " go",
                        "throttled.policy.login.deny, throttled.policy.search.deny: nothing else in"
                                + " the application names the role \"vandals\". If a login gives"
                                + " callers that role, write @DeclareRoles(\"vandals\") on a class,"
                                + " and this line will go");
    }

    @Test
    void a_role_that_was_not_declared_to_the_server_is_a_problem() {
        Problems problems = new Problems();

        SHOP.catalog().roles(true).check(Set.of("goldd", "silver"), problems);

        assertThat(problems.message())
                .contains(
                        "\n  - throttled.policy.login.deny: it names the role \"vandals\", which"
                                + " was not declared to the server at deployment");
    }
}
