package io.github.throttled.internal.response;

import static io.github.throttled.internal.response.Decisions.exhausted;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.Decision.Reason;

import jakarta.ws.rs.core.SecurityContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

class LoginLinkTest {

    private static final SecurityContext NOBODY = new Sender(null);
    private static final SecurityContext ALICE = new Sender(() -> "alice");

    private final Decision rejection =
            Decisions.because(Reason.QUOTA, exhausted(100, "PT15M", "PT10M"));

    @Test
    void a_path_is_one_of_the_web_application() {
        assertThat(to("/login.xhtml").to(rejection, NOBODY, "/shop")).contains("/shop/login.xhtml");
        assertThat(to("/login.xhtml").to(rejection, NOBODY, "")).contains("/login.xhtml");
    }

    @Test
    void a_url_stays_as_it_is() {
        assertThat(to("https://sso.example/?a").to(rejection, NOBODY, "/shop"))
                .contains("https://sso.example/?a");
    }

    @Test
    void a_caller_that_has_logged_in_need_not_do_so() {
        assertThat(to("/login").to(rejection, ALICE, "/shop")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"BAN", "DENIED", "STORE_FAILURE"})
    void logging_in_does_not_help_against_other_reasons(Reason reason) {
        Decision other = Decisions.because(reason, exhausted(100, "PT15M", "PT10M"));

        assertThat(to("/login").to(other, NOBODY, "/shop")).isEmpty();
    }

    @Test
    void logging_in_does_not_help_where_the_policy_is_the_same_for_all() {
        LoginLink link = new LoginLink(Optional.of("/login"), policy -> !policy.equals("p"));

        assertThat(link.to(rejection, NOBODY, "/shop")).isEmpty();
    }

    @Test
    void nothing_is_linked_unless_configured() {
        assertThat(new LoginLink(Optional.empty(), policy -> true).to(rejection, NOBODY, "/shop"))
                .isEmpty();
    }

    @Test
    void the_page_says_what_the_caller_may_do() {
        assertThat(BodyFormat.HTML.write(offering("/shop/login", Locale.ENGLISH)))
                .contains(
                        "<p>Rate limit exceeded. Try again in 10 minutes.</p>\n"
                                + "<p><a href=\"/shop/login\">Log in for a higher limit</a></p>\n"
                                + "</main>");
        assertThat(BodyFormat.HTML.write(offering("/shop/login", Locale.GERMAN)))
                .contains("<a href=\"/shop/login\">F\u00fcr ein h\u00f6heres Limit anmelden</a>");
        assertThat(BodyFormat.HTML.write(TestTexts.of(rejection))).doesNotContain("<a");
    }

    @Test
    void the_target_does_not_leave_its_attribute() {
        assertThat(BodyFormat.HTML.write(offering("/a?b&c\"><script>", Locale.ENGLISH)))
                .contains("href=\"/a?b&amp;c&quot;&gt;&lt;script&gt;\"")
                .doesNotContain("<script>");
    }

    @ParameterizedTest
    @EnumSource(names = "HTML", mode = EnumSource.Mode.EXCLUDE)
    void bodies_for_programs_have_no_link(BodyFormat format) {
        assertThat(format.write(offering("/shop/login", Locale.ENGLISH)))
                .isEqualTo(format.write(TestTexts.of(rejection)));
    }

    private static LoginLink to(String page) {
        return new LoginLink(Optional.of(page), policy -> true);
    }

    private RejectionDetails offering(String page, Locale language) {
        return new RejectionDetails(TestTexts.in(language), List.of(rejection), Optional.of(page));
    }

    private record Sender(Principal user) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return user;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return null;
        }
    }
}
